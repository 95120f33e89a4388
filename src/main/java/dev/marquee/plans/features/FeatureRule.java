package dev.marquee.plans.features;

import dev.marquee.plans.Feature;
import dev.marquee.plans.offer.PlanRows;
import graphql.schema.GraphQLAppliedDirective;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which features something needs.
 *
 * @param all all of these
 * @param any at least one of these; none when empty
 */
record FeatureRule(Set<Feature> all, Set<Feature> any) {

    static FeatureRule needing(Feature feature) {
        return new FeatureRule(Set.of(feature), Set.of());
    }

    /**
     * Reads {@code @feature}.
     *
     * @throws IllegalStateException when it names no feature
     */
    static FeatureRule of(String place, GraphQLAppliedDirective directive) {
        FeatureRule rule = new FeatureRule(features(directive, "all"), features(directive, "any"));
        if (rule.all().isEmpty() && rule.any().isEmpty()) {
            throw new IllegalStateException(place + ": @feature names no feature");
        }
        return rule;
    }

    boolean allows(Set<Feature> enabled) {
        return enabled.containsAll(all) && (any.isEmpty() || any.stream().anyMatch(enabled::contains));
    }

    /** The first feature that is missing where this rule does not allow. */
    Feature missing(Set<Feature> enabled) {
        return Stream.concat(all.stream(), any.stream())
                .filter(feature -> !enabled.contains(feature))
                .findFirst()
                .orElseThrow();
    }

    private static Set<Feature> features(GraphQLAppliedDirective directive, String argument) {
        List<?> names = directive.getArgument(argument).getValue();
        Collection<Feature> features = names.stream()
                .map(name -> Feature.valueOf(String.valueOf(name)))
                .toList();
        return PlanRows.inOrder(features);
    }
}
