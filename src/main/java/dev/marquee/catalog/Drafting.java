package dev.marquee.catalog;

import dev.marquee.catalog.EventResult.CreateEventSuccess;
import dev.marquee.identity.Teams;
import dev.marquee.plans.EventPlans;
import dev.marquee.plans.FeatureSwitch;
import dev.marquee.plans.Plan;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes events as drafts, within the plan's limits. */
@Component
class Drafting implements EventDrafts {

    private final EventStore store;
    private final Categories categories;
    private final EventStock stock;
    private final Teams teams;
    private final EventPlans plans;
    private final EventAllowance allowance;
    private final Clock clock;

    Drafting(
            EventStore store,
            Categories categories,
            EventStock stock,
            Teams teams,
            EventPlans plans,
            EventAllowance allowance,
            Clock clock) {
        this.store = store;
        this.categories = categories;
        this.stock = stock;
        this.teams = teams;
        this.plans = plans;
        this.allowance = allowance;
        this.clock = clock;
    }

    @Override
    public Mono<EventRefusal> refuses(NewEvent event, String path) {
        return categories
                .named(event.category(), path)
                .then(Mono.fromSupplier(() -> EventTimesPolicy.check(
                        EventInput.instant(event.startsAt()), EventInput.instant(event.endsAt()), now())));
    }

    @Override
    public Mono<EventResult> create(
            NewEvent event, PersonId organizer, Plan plan, List<FeatureSwitch> overrides, PersonId by, String path) {
        return categories
                .named(event.category(), path)
                .map(category -> Event.draft(event, organizer, category, now()))
                .flatMap(draft -> switch (draft) {
                    case EventRefusal refusal -> Mono.just(refusal);
                    case EventChange.Allowed(Event allowed) ->
                        allowance
                                .refusesOneMore(organizer, plan)
                                .cast(EventResult.class)
                                .switchIfEmpty(found(allowed, plan, overrides, by));
                });
    }

    private Mono<EventResult> found(Event draft, Plan plan, List<FeatureSwitch> overrides, PersonId by) {
        return store.insert(draft)
                .flatMap(event -> teams.found(event.id(), event.organizerId())
                        .then(plans.put(event.id(), plan.id(), overrides, by))
                        .then(stock.open(event.id(), event.capacity()))
                        .thenReturn(new CreateEventSuccess(event)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
