package dev.marquee.platform.limits;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.instrumentation.DocumentAndVariables;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.introspection.Introspection;
import graphql.language.Document;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Applies the limits at each step on the way to an execution, and tells the cost in the answer. */
@Component
class LimitsInstrumentation extends SimplePerformantInstrumentation {

    private static final String COST = LimitsInstrumentation.class.getName() + ".cost";

    private final LimitSettings settings;
    private final InputLimits inputs;
    private final DocumentLimits documents;
    private final ParserOptions parser;

    LimitsInstrumentation(LimitSettings settings, InputLimits inputs, DocumentLimits documents) {
        this.settings = settings;
        this.inputs = inputs;
        this.documents = documents;
        this.parser = ParserOptions.newParserOptions()
                .captureLineComments(false)
                .maxCharacters(settings.characters())
                .maxTokens(settings.tokens())
                .maxWhitespaceTokens(settings.whitespaceTokens())
                .redactTokenParserErrorMessages(true)
                .build();
    }

    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        GraphQLContext context = input.getGraphQLContext();
        context.put(ParserOptions.class, parser);
        context.put(Introspection.INTROSPECTION_DISABLED, !settings.introspection());
        inputs.check(input.getOperationName(), input.getRawVariables().toMap());
        return input;
    }

    @Override
    public @Nullable InstrumentationContext<Document> beginParse(
            InstrumentationExecutionParameters parameters, InstrumentationState state) {
        return SimpleInstrumentationContext.whenCompleted((document, failure) -> refuseLength(failure));
    }

    private void refuseLength(@Nullable Throwable failure) {
        switch (failure) {
            case ParseCancelledException tokens -> throw LimitExceeded.tooLong("tokens", settings.tokens());
            case ParseCancelledTooManyCharsException characters ->
                throw LimitExceeded.tooLong("characters", settings.characters());
            case ParseCancelledTooDeepException depth -> throw LimitExceeded.tooLong("levels", settings.depth());
            case null -> {}
            default -> {}
        }
    }

    @Override
    public DocumentAndVariables instrumentDocumentAndVariables(
            DocumentAndVariables parsed, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        Document document = parsed.getDocument();
        inputs.check(document);
        long cost = documents.check(parameters.getSchema(), document, parsed.getVariables());
        parameters.getGraphQLContext().put(COST, cost);
        return parsed;
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var execution = parameters.getExecutionContext();
        long cost = documents.check(
                execution.getGraphQLSchema(),
                execution.getDocument(),
                execution.getOperationDefinition(),
                execution.getCoercedVariables().toMap());
        execution.getGraphQLContext().put(COST, cost);
        return null;
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        Long cost = parameters.getGraphQLContext().get(COST);
        return CompletableFuture.completedFuture(
                cost == null ? result : result.transform(answer -> answer.addExtension("cost", cost)));
    }
}
