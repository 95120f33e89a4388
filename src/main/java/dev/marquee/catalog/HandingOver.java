package dev.marquee.catalog;

import dev.marquee.plans.EventPlan;
import dev.marquee.plans.EventPlans;
import dev.marquee.plans.Plan;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives events to other organizers, as far as their plans allow one more. */
@Component
class HandingOver implements EventOwnership {

    private final EventStore store;
    private final ListingStore listings;
    private final EventPlans plans;
    private final EventAllowance allowance;
    private final Clock clock;

    HandingOver(EventStore store, ListingStore listings, EventPlans plans, EventAllowance allowance, Clock clock) {
        this.store = store;
        this.listings = listings;
        this.plans = plans;
        this.allowance = allowance;
        this.clock = clock;
    }

    @Override
    public Mono<Plan.Reached> handOver(EventId id, PersonId to) {
        return store.lock(id)
                .filter(this::counts)
                .flatMap(event -> plans.of(id).map(EventPlan::plan).flatMap(plan -> allowance.lacksRoom(to, plan)))
                .switchIfEmpty(store.changeOrganizer(id, to, clock.instant())
                        .then(listings.edited(id))
                        .then(Mono.empty()));
    }

    private boolean counts(Event event) {
        return event.status() != EventStatus.CANCELLED && event.endsAt().isAfter(clock.instant());
    }
}
