package dev.marquee.platform.constraints;

import dev.marquee.platform.constraints.VariableCheck.Wrong;
import dev.marquee.platform.errors.ErrorCode;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.Document;
import graphql.language.NodeUtil;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.parser.Parser;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.stereotype.Component;

/** Words a variable that cannot be read as a {@code BAD_USER_INPUT} error that names the field it was meant for. */
@Component
class VariableErrors extends SimplePerformantInstrumentation {

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        boolean unread =
                !result.isDataPresent() && result.getErrors().stream().anyMatch(VariableErrors::concernsVariables);
        return CompletableFuture.completedFuture(
                unread ? worded(result, parameters.getExecutionInput(), parameters.getSchema()) : result);
    }

    private static boolean concernsVariables(GraphQLError error) {
        return error instanceof CoercingParseValueException
                || error instanceof NonNullableValueCoercedAsNullException
                || error instanceof InputMapDefinesTooManyFieldsException;
    }

    private static ExecutionResult worded(ExecutionResult result, ExecutionInput input, GraphQLSchema schema) {
        Document document = Parser.parse(input.getQuery());
        OperationDefinition operation = NodeUtil.getOperation(document, input.getOperationName()).operationDefinition;
        VariableCheck check = new VariableCheck(schema, input.getGraphQLContext(), input.getLocale());
        Map<String, Object> values = input.getRawVariables().toMap();
        return operation.getVariableDefinitions().stream()
                .flatMap(variable -> check
                        .firstWrong(variable, values)
                        .map(wrong -> error(variable, wrong, VariableUse.path(document, operation, variable.getName())))
                        .stream())
                .findFirst()
                .map(error -> result.transform(answer -> answer.errors(List.of(error))))
                .orElse(result);
    }

    private static GraphQLError error(VariableDefinition variable, Wrong wrong, String place) {
        String field = place + wrong.path();
        return GraphqlErrorBuilder.newError()
                .message("%s", "'" + field + "' " + wrong.reason())
                .errorType(ErrorType.BAD_REQUEST)
                .location(variable.getSourceLocation())
                .extensions(Map.of("code", ErrorCode.BAD_USER_INPUT.name(), "field", field))
                .build();
    }
}
