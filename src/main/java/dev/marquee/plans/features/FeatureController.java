package dev.marquee.plans.features;

import dev.marquee.identity.Caller;
import dev.marquee.plans.Feature;
import dev.marquee.plans.FeatureSwitch;
import dev.marquee.shared.EventId;
import java.util.List;
import java.util.Set;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The features of events. */
@Controller
class FeatureController {

    private final FeatureSwitching switching;

    FeatureController(FeatureSwitching switching) {
        this.switching = switching;
    }

    /** The schema's {@code SetEventFeaturesInput}. */
    record SetEventFeaturesInput(EventId eventId, List<FeatureSwitch> features) {}

    /** The features are switched. */
    record SetEventFeaturesSuccess(EventFeatures eventFeatures) {}

    @QueryMapping
    Mono<EventFeatures> eventFeatures(@Argument EventId eventId) {
        return switching.of(eventId);
    }

    @QueryMapping
    Mono<Set<Feature>> enabledFeatures(@Argument EventId eventId) {
        return switching.enabled(eventId);
    }

    @MutationMapping
    Mono<SetEventFeaturesSuccess> setEventFeatures(@Argument SetEventFeaturesInput input, Caller caller) {
        return switching.set(input.eventId(), input.features(), caller.id()).map(SetEventFeaturesSuccess::new);
    }
}
