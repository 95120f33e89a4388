package dev.marquee.plans.features;

import dev.marquee.plans.EventPlan;
import dev.marquee.plans.Feature;
import dev.marquee.plans.Plan;
import dev.marquee.plans.features.FeatureStore.Decision;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The features of one event, each with who decided it. */
record EventFeatures(EventId eventId, Plan plan, List<EventFeature> features) {

    /** Where it comes from that a feature is on or off. */
    enum FeatureSource {
        PLAN,
        OVERRIDE
    }

    /** A feature of one event. */
    record EventFeature(
            Feature feature,
            boolean enabled,
            FeatureSource source,
            @Nullable FeatureSetter setBy,
            @Nullable Instant setAt) {}

    /** A person who decided about features. */
    record FeatureSetter(PersonId id, String name) {}

    static EventFeatures of(
            EventId event, EventPlan present, List<Decision> decisions, Map<PersonId, FeatureSetter> people) {
        return new EventFeatures(
                event,
                present.plan(),
                Arrays.stream(Feature.values())
                        .map(feature -> feature(feature, present, decisions, people))
                        .toList());
    }

    private static EventFeature feature(
            Feature feature, EventPlan present, List<Decision> decisions, Map<PersonId, FeatureSetter> people) {
        @Nullable Decision override = by(decisions, feature);
        @Nullable Decision decision = override == null ? by(decisions, null) : override;
        return new EventFeature(
                feature,
                present.enabled().contains(feature),
                override == null ? FeatureSource.PLAN : FeatureSource.OVERRIDE,
                decision == null ? null : people.get(decision.by()),
                decision == null ? null : decision.at());
    }

    private static @Nullable Decision by(List<Decision> decisions, @Nullable Feature feature) {
        return decisions.stream()
                .filter(decision -> decision.feature() == feature)
                .findFirst()
                .orElse(null);
    }
}
