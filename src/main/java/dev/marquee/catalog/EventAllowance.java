package dev.marquee.catalog;

import dev.marquee.catalog.EventRefusal.OrganizerInactive;
import dev.marquee.catalog.EventRefusal.PlanLimitReached;
import dev.marquee.identity.People;
import dev.marquee.plans.EventPlan;
import dev.marquee.plans.EventPlans;
import dev.marquee.plans.Plan;
import dev.marquee.plans.PlanLimit;
import dev.marquee.platform.Rows;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What the plan of an event, or the state of its organizer, has against a change of it; empty when nothing. What it
 * answers holds until the transaction ends: it locks the organizer to count events, and relies on the event being locked
 * to count tickets.
 */
@Component
class EventAllowance {

    private final DatabaseClient database;
    private final EventPlans plans;
    private final People people;
    private final EventStock stock;
    private final Clock clock;

    EventAllowance(DatabaseClient database, EventPlans plans, People people, EventStock stock, Clock clock) {
        this.database = database;
        this.plans = plans;
        this.people = people;
        this.stock = stock;
        this.clock = clock;
    }

    /** Why an organizer cannot have one more event on a plan. */
    Mono<EventRefusal> refusesOneMore(PersonId organizer, Plan plan) {
        return lacksRoom(organizer, plan).map(PlanLimitReached::of);
    }

    /** Likewise, as the plan tells it. */
    Mono<Plan.Reached> lacksRoom(PersonId organizer, Plan plan) {
        return plan.limits().eventsPerOrganizer() == null
                ? Mono.empty()
                : lock(organizer)
                        .then(eventsOf(organizer, plan))
                        .flatMap(events ->
                                Mono.justOrEmpty(plan.refuses(PlanLimit.EVENTS_PER_ORGANIZER, events, events + 1)));
    }

    /** Why a locked event cannot become larger, or take place again after it was over. */
    Mono<EventRefusal> refusesChange(Event before, Event after) {
        Instant now = clock.instant();
        boolean again = !before.endsAt().isAfter(now) && after.endsAt().isAfter(now);
        if (!again && after.capacity() <= before.capacity()) {
            return Mono.empty();
        }
        return plans.of(before.id())
                .map(EventPlan::plan)
                .flatMap(plan -> larger(before, after, plan)
                        .switchIfEmpty(again ? refusesOneMore(before.organizerId(), plan) : Mono.empty()));
    }

    /** Why a locked event cannot be published as it is. */
    Mono<EventRefusal> refusesPublishing(Event event) {
        return people.isActive(event.organizerId())
                .flatMap(active -> active ? tooManyTickets(event) : Mono.just(new OrganizerInactive()));
    }

    private Mono<EventRefusal> tooManyTickets(Event event) {
        return stock.summary(event.id())
                .map(summary -> summary.offered(event.capacity()))
                .flatMap(offered -> plans.of(event.id())
                        .flatMap(allowed -> Mono.justOrEmpty(
                                allowed.plan().refuses(PlanLimit.TICKETS_PER_EVENT, offered, offered))))
                .map(PlanLimitReached::of);
    }

    private Mono<EventRefusal> larger(Event before, Event after, Plan plan) {
        return stock.summary(before.id()).flatMap(summary -> {
            int used = summary.offered(before.capacity());
            int wanted = summary.offered(after.capacity());
            return wanted <= used
                    ? Mono.empty()
                    : Mono.justOrEmpty(plan.refuses(PlanLimit.TICKETS_PER_EVENT, used, wanted))
                            .map(PlanLimitReached::of);
        });
    }

    /** A statement of its own, so that the count sees what others committed while this one waited. */
    private Mono<Void> lock(PersonId organizer) {
        return database.sql("select from person where id = :organizer for no key update")
                .bind("organizer", organizer.value())
                .then();
    }

    private Mono<Integer> eventsOf(PersonId organizer, Plan plan) {
        return database.sql("""
                        select count(*)::int as events from event e join event_plan p on p.event_id = e.id
                        where e.organizer_id = :organizer and p.plan_id = :plan and e.status <> 'CANCELLED'
                          and e.ends_at > :now
                        """)
                .bind("organizer", organizer.value())
                .bind("plan", plan.id().value())
                .bind("now", clock.instant())
                .map(row -> Rows.integer(row, "events"))
                .one();
    }
}
