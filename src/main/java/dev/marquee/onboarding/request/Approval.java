package dev.marquee.onboarding.request;

import dev.marquee.onboarding.request.EventRequestInput.FeatureOverrides;
import dev.marquee.plans.Feature;
import dev.marquee.plans.FeatureSwitch;
import dev.marquee.platform.errors.ApiError;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an administrator grants.
 *
 * @param features all features that the event is to have
 * @param named those that the administrator decided about, whatever the plan says
 */
record Approval(Set<Feature> features, Set<Feature> named) {

    /** What was requested, with some features added and others removed; {@code BAD_USER_INPUT} for doing both. */
    static Approval of(Set<Feature> requested, FeatureOverrides overrides) {
        if (!Collections.disjoint(overrides.add(), overrides.remove())) {
            throw ApiError.badInput("input.featureOverrides.remove", "A feature is either added or removed.");
        }
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        features.addAll(requested);
        features.addAll(overrides.add());
        overrides.remove().forEach(features::remove);
        Set<Feature> named = EnumSet.noneOf(Feature.class);
        named.addAll(overrides.add());
        named.addAll(overrides.remove());
        return new Approval(Collections.unmodifiableSet(features), Collections.unmodifiableSet(named));
    }

    /** The switches that make it so on a plan with these features, which may have changed since the request. */
    List<FeatureSwitch> on(Set<Feature> plan) {
        return Arrays.stream(Feature.values())
                .filter(feature -> named.contains(feature) || features.contains(feature) != plan.contains(feature))
                .map(feature -> new FeatureSwitch(feature, features.contains(feature)))
                .toList();
    }
}
