package dev.marquee.platform.transport;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Refuses a kind of operation that the transport cannot carry, before it runs. */
@Component
class OperationKinds extends SimplePerformantInstrumentation {

    private static final String ALLOWED = OperationKinds.class.getName() + ".allowed";
    private static final String KIND = OperationKinds.class.getName() + ".kind";

    static void allow(GraphQLContext context, Set<Operation> kinds) {
        context.put(ALLOWED, kinds);
    }

    static @Nullable Operation kindIn(GraphQLContext context) {
        return context.get(KIND);
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var execution = parameters.getExecutionContext();
        var kind = execution.getOperationDefinition().getOperation();
        execution.getGraphQLContext().put(KIND, kind);
        Set<Operation> allowed = execution.getGraphQLContext().get(ALLOWED);
        if (allowed != null && !allowed.contains(kind)) {
            throw new OperationNotCarried(kind);
        }
        return null;
    }
}
