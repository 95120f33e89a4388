package dev.marquee.platform.selection;

import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.FieldValueInfo.CompleteValueType;

/** Executes queries as usual, but takes a {@link Complete} value as it is instead of walking into its fields. */
final class CompleteValues extends AsyncExecutionStrategy {

    CompleteValues(DataFetcherExceptionHandler failures) {
        super(failures);
    }

    @Override
    protected FieldValueInfo completeValue(ExecutionContext execution, ExecutionStrategyParameters field) {
        return field.getSource() instanceof Complete complete
                ? new FieldValueInfo(CompleteValueType.SCALAR, complete.value())
                : super.completeValue(execution, field);
    }
}
