package dev.marquee.platform.transport;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what kind an operation is, and refuses one that the transport cannot carry, before it runs. */
@Component
class OperationKinds extends SimplePerformantInstrumentation {

    private static final String ALLOWED = OperationKinds.class.getName() + ".allowed";
    private static final String SHARED = OperationKinds.class.getName() + ".shared";
    private static final String KIND = OperationKinds.class.getName() + ".kind";

    static void allow(GraphQLContext context, Set<Operation> kinds) {
        context.put(ALLOWED, kinds);
    }

    static @Nullable Operation kindIn(GraphQLContext context) {
        return context.get(KIND);
    }

    /** Whether the operation is a stream that is the same for every caller. */
    static boolean isSharedIn(GraphQLContext context) {
        return context.getOrDefault(SHARED, false);
    }

    private static boolean isShared(ExecutionContext execution) {
        OperationDefinition operation = execution.getOperationDefinition();
        List<?> selections = operation.getSelectionSet().getSelections();
        if (operation.getOperation() != Operation.SUBSCRIPTION
                || selections.size() != 1
                || !(selections.getFirst() instanceof Field field)) {
            return false;
        }
        GraphQLObjectType root = execution.getGraphQLSchema().getSubscriptionType();
        GraphQLFieldDefinition definition = root == null ? null : root.getFieldDefinition(field.getName());
        return definition != null && definition.hasAppliedDirective("shared");
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var execution = parameters.getExecutionContext();
        var kind = execution.getOperationDefinition().getOperation();
        execution.getGraphQLContext().put(KIND, kind);
        execution.getGraphQLContext().put(SHARED, isShared(execution));
        Set<Operation> allowed = execution.getGraphQLContext().get(ALLOWED);
        if (allowed != null && !allowed.contains(kind)) {
            throw new OperationNotCarried(kind);
        }
        return null;
    }
}
