package dev.marquee.plans.features;

import dev.marquee.plans.EventPlan;
import dev.marquee.plans.EventPlans;
import dev.marquee.plans.Feature;
import dev.marquee.plans.FeatureSwitch;
import dev.marquee.plans.Plan;
import dev.marquee.plans.offer.PlanStore;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.PlanId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The plans of events in the database. */
@Component
class StoredEventPlans implements EventPlans {

    private final PlanStore plans;
    private final FeatureStore features;
    private final FeatureGate gate;
    private final LiveBus liveBus;
    private final Clock clock;

    StoredEventPlans(PlanStore plans, FeatureStore features, FeatureGate gate, LiveBus liveBus, Clock clock) {
        this.plans = plans;
        this.features = features;
        this.gate = gate;
        this.liveBus = liveBus;
        this.clock = clock;
    }

    @Override
    public Mono<Plan> offered(@Nullable PlanId plan, String field) {
        return plans.kept(plan)
                .switchIfEmpty(Mono.error(() -> ApiError.badInput(field, "There is no such plan on offer.")));
    }

    @Override
    public Mono<Plan> kept(PlanId plan) {
        return plans.held(plan);
    }

    @Override
    public Mono<Map<PlanId, Plan>> plans(Collection<PlanId> ids) {
        return plans.byIds(ids).map(found -> found.stream().collect(Collectors.toMap(Plan::id, Function.identity())));
    }

    @Override
    public Mono<Void> put(EventId event, PlanId plan, List<FeatureSwitch> overrides, PersonId by) {
        return Mono.fromSupplier(clock::instant)
                .flatMap(now ->
                        features.putPlan(event, plan, by, now).then(features.switchTo(event, overrides, by, now)))
                .then(Mono.defer(() -> liveBus.announce(TOPIC)));
    }

    @Override
    public Mono<EventPlan> of(EventId event) {
        return byEvents(List.of(event)).mapNotNull(found -> found.get(event));
    }

    @Override
    public Mono<Map<EventId, EventPlan>> byEvents(Collection<EventId> events) {
        return features.byEvents(events);
    }

    @Override
    public Mono<Void> require(EventId event, Feature feature) {
        return gate.check(FeatureRule.needing(feature), event);
    }
}
