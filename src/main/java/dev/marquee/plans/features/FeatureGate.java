package dev.marquee.plans.features;

import dev.marquee.identity.Callers;
import dev.marquee.identity.Role;
import dev.marquee.plans.EventSight;
import dev.marquee.plans.Feature;
import dev.marquee.plans.Plan;
import dev.marquee.plans.offer.PlanStore;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.errors.ErrorCode;
import dev.marquee.shared.EventId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Decides whether the features of an event are enough. Whoever may not know of the event passes, so that nobody learns
 * of it here; what lies behind answers as for an event that is not there.
 */
@Component
class FeatureGate {

    private final FeatureCache cache;
    private final FeatureWatch watch;
    private final PlanStore plans;
    private final EventSight sight;

    FeatureGate(FeatureCache cache, FeatureWatch watch, PlanStore plans, EventSight sight) {
        this.cache = cache;
        this.watch = watch;
        this.plans = plans;
        this.sight = sight;
    }

    /** Passes, or fails with {@code FEATURE_DISABLED}; ADMIN passes. */
    Mono<Void> check(FeatureRule rule, EventId event) {
        return check(rule, event, cache.enabled(event));
    }

    /** Likewise, where it is known what is switched on. */
    Mono<Void> check(FeatureRule rule, EventId event, Mono<Set<Feature>> enabled) {
        return isAdmin()
                .flatMap(admin -> admin
                        ? Mono.empty()
                        : enabled.filter(present -> !rule.allows(present))
                                .flatMap(present -> refuse(rule, event, present)));
    }

    /** Fails with {@code FEATURE_DISABLED} as soon as the features are not enough any more; never for ADMIN. */
    Mono<Void> end(FeatureRule rule, EventId event) {
        return isAdmin()
                .flatMap(admin -> admin
                        ? Mono.never()
                        : watch.lost(rule, event).flatMap(present -> disabled(rule, event, present)));
    }

    private static Mono<Boolean> isAdmin() {
        return Callers.current().map(caller -> caller.has(Role.ADMIN)).defaultIfEmpty(false);
    }

    private Mono<Void> refuse(FeatureRule rule, EventId event, Set<Feature> present) {
        return sight.sees(event).flatMap(seen -> seen ? disabled(rule, event, present) : Mono.empty());
    }

    private Mono<Void> disabled(FeatureRule rule, EventId event, Set<Feature> present) {
        return plans.onOffer().flatMap(all -> Mono.error(error(rule.missing(present), event, having(rule, all))));
    }

    private static ApiError error(Feature missing, EventId event, List<Map<String, String>> plans) {
        return new ApiError(
                ErrorCode.FEATURE_DISABLED,
                "The feature " + missing + " is switched off for this event.",
                Map.of("feature", missing.name(), "event", event.toString(), "plans", plans));
    }

    private static List<Map<String, String>> having(FeatureRule rule, List<Plan> plans) {
        return plans.stream()
                .filter(plan -> rule.allows(plan.features()))
                .map(plan -> Map.of("id", plan.id().toString(), "name", plan.name()))
                .toList();
    }
}
