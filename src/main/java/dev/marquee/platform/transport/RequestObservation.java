package dev.marquee.platform.transport;

import graphql.ExecutionInput;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.observation.GraphQlObservationInstrumentation;
import org.springframework.stereotype.Component;

/** Observes whole operations; what each field and each batch would cost to observe is more than most of them do. */
@Component
class RequestObservation extends GraphQlObservationInstrumentation {

    RequestObservation(ObservationRegistry registry) {
        super(registry);
    }

    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
        return input;
    }

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> field,
            InstrumentationFieldFetchParameters parameters,
            @Nullable InstrumentationState state) {
        return field;
    }
}
