package dev.marquee.plans.features;

import dev.marquee.identity.People;
import dev.marquee.plans.EventPlans;
import dev.marquee.plans.EventSight;
import dev.marquee.plans.Feature;
import dev.marquee.plans.FeatureSwitch;
import dev.marquee.plans.features.EventFeatures.FeatureSetter;
import dev.marquee.plans.features.FeatureStore.Decision;
import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Shows and switches the features of events; {@code NOT_FOUND} when there is no such event for the caller. */
@Service
class FeatureSwitching {

    private final FeatureStore store;
    private final EventSight sight;
    private final People people;
    private final LiveBus liveBus;
    private final AuditTrail audit;
    private final TransactionalOperator transactions;
    private final Clock clock;

    FeatureSwitching(
            FeatureStore store,
            EventSight sight,
            People people,
            LiveBus liveBus,
            AuditTrail audit,
            TransactionalOperator transactions,
            Clock clock) {
        this.store = store;
        this.sight = sight;
        this.people = people;
        this.liveBus = liveBus;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    Mono<EventFeatures> of(EventId event) {
        return seen(event)
                .then(Mono.defer(() -> store.byEvents(List.of(event))))
                .mapNotNull(found -> found.get(event))
                .flatMap(present -> store.decisions(event)
                        .flatMap(decisions -> setters(decisions)
                                .map(setters -> EventFeatures.of(event, present, decisions, setters))));
    }

    Mono<Set<Feature>> enabled(EventId event) {
        return seen(event)
                .then(Mono.defer(() -> store.byEvents(List.of(event))))
                .mapNotNull(found -> found.get(event))
                .map(present -> present.enabled());
    }

    Mono<EventFeatures> set(EventId event, List<FeatureSwitch> switches, PersonId by) {
        return seen(event)
                .then(Mono.defer(() -> store.switches(event)))
                .flatMap(before -> store.switchTo(event, onceEach(switches), by, clock.instant())
                        .then(Mono.defer(() -> store.switches(event)))
                        .flatMap(after -> audit.record("setEventFeatures", event, before, after)))
                .then(Mono.defer(() -> liveBus.announce(EventPlans.TOPIC)))
                .as(transactions::transactional)
                .onErrorMap(DataIntegrityViolationException.class, gone -> ApiError.notFound("event"))
                .then(Mono.defer(() -> of(event)));
    }

    private Mono<Void> seen(EventId event) {
        return sight.sees(event)
                .filter(seen -> seen)
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("event")))
                .then();
    }

    private Mono<Map<PersonId, FeatureSetter>> setters(List<Decision> decisions) {
        return people.byIds(decisions.stream().map(Decision::by).collect(Collectors.toSet()))
                .map(found -> found.values().stream()
                        .map(person -> new FeatureSetter(person.id(), person.displayName()))
                        .collect(Collectors.toMap(FeatureSetter::id, setter -> setter)));
    }

    private static List<FeatureSwitch> onceEach(List<FeatureSwitch> switches) {
        Set<Feature> switched = EnumSet.noneOf(Feature.class);
        for (FeatureSwitch each : switches) {
            if (!switched.add(each.feature())) {
                throw ApiError.badInput(
                        "input.features[" + switched.size() + "].feature", "Each feature is switched once.");
            }
        }
        return switches;
    }
}
