package dev.marquee.inventory;

import dev.marquee.catalog.EventStatus;
import dev.marquee.inventory.TicketTypeResult.CreateTicketTypeSuccess;
import dev.marquee.inventory.TicketTypeResult.DeleteTicketTypeSuccess;
import dev.marquee.inventory.TicketTypeResult.EventStateConflict;
import dev.marquee.inventory.TicketTypeResult.NothingToSell;
import dev.marquee.inventory.TicketTypeResult.PlanLimitReached;
import dev.marquee.inventory.TicketTypeResult.TicketTypeInUse;
import dev.marquee.inventory.TicketTypeResult.UpdateTicketTypeSuccess;
import dev.marquee.inventory.TicketTypeRows.Locked;
import dev.marquee.inventory.TicketTypeRows.LockedEvent;
import dev.marquee.plans.EventPlans;
import dev.marquee.plans.PlanLimit;
import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketTypeId;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Adds, changes and deletes ticket types, each in one transaction that holds the event's stock locked. */
@Service
class TicketTypeEditing {

    private static final int MOST = 100;

    private final TicketTypeRows rows;
    private final TicketTypeQueries queries;
    private final TicketTypeCounts counts;
    private final EventPlans plans;
    private final StockNews news;
    private final AuditTrail audit;
    private final TransactionalOperator transactions;

    TicketTypeEditing(
            TicketTypeRows rows,
            TicketTypeQueries queries,
            TicketTypeCounts counts,
            EventPlans plans,
            StockNews news,
            AuditTrail audit,
            TransactionalOperator transactions) {
        this.rows = rows;
        this.queries = queries;
        this.counts = counts;
        this.plans = plans;
        this.news = news;
        this.audit = audit;
        this.transactions = transactions;
    }

    Mono<TicketTypeResult> create(TicketTypeInput.Create input) {
        return Mono.fromCallable(input::draft)
                .flatMap(draft -> inEvent(
                        input.eventId(),
                        event -> draft.refused().map(Mono::just).orElseGet(() -> add(event, draft))))
                .as(transactions::transactional);
    }

    Mono<TicketTypeResult> update(TicketTypeInput.Update input) {
        TicketTypeId id = input.ticketTypeId();
        return eventOf(id)
                .flatMap(event -> inEvent(event, locked -> existing(id).flatMap(now -> change(locked, now, input))))
                .as(transactions::transactional);
    }

    Mono<TicketTypeResult> delete(TicketTypeId id) {
        return eventOf(id)
                .flatMap(rows::lock)
                .flatMap(event -> existing(id)
                        .flatMap(now -> now.taken() > 0
                                ? Mono.just(new TicketTypeInUse())
                                : unlessLastVisible(event, id, now.draft().hidden(), remove(event, id, now.draft()))))
                .as(transactions::transactional);
    }

    private Mono<TicketTypeResult> add(LockedEvent event, TicketTypeDraft draft) {
        return counts.offer(event.id())
                .filter(offer -> offer.types() < MOST)
                .switchIfEmpty(Mono.error(
                        () -> ApiError.badInput("input.eventId", "An event has at most " + MOST + " ticket types.")))
                .flatMap(offer -> withinPlan(event, offer, draft.quantity(), insert(event, draft)));
    }

    private Mono<TicketTypeResult> insert(LockedEvent event, TicketTypeDraft draft) {
        return rows.insert(event, draft)
                .flatMap(id -> redrawn(event.id())
                        .then(audit.record("createTicketType", id, null, draft))
                        .then(queries.byId(id)))
                .map(CreateTicketTypeSuccess::new);
    }

    /** Carries out a step unless the plan of the event has not room for so many more tickets. */
    private Mono<TicketTypeResult> withinPlan(
            LockedEvent event, TicketTypeCounts.Offer offer, int more, Mono<TicketTypeResult> step) {
        int used = offer.tickets();
        int wanted = offer.ticketsWith(more);
        return wanted <= used
                ? step
                : plans.of(event.id())
                        .flatMap(allowed ->
                                Mono.justOrEmpty(allowed.plan().refuses(PlanLimit.TICKETS_PER_EVENT, used, wanted)))
                        .<TicketTypeResult>map(PlanLimitReached::of)
                        .switchIfEmpty(step);
    }

    private Mono<TicketTypeResult> change(LockedEvent event, Locked now, TicketTypeInput.Update input) {
        TicketTypeId id = input.ticketTypeId();
        TicketTypeDraft wanted = input.applyTo(now.draft());
        return wanted.refusedAfter(now.draft(), now.taken())
                .map(Mono::just)
                .orElseGet(() -> unlessLastVisible(
                        event,
                        id,
                        now.draft().hidden() || !wanted.hidden(),
                        counts.offer(event.id())
                                .flatMap(offer -> withinPlan(
                                        event,
                                        offer,
                                        wanted.quantity() - now.draft().quantity(),
                                        rewrite(event, id, now.draft(), wanted)))));
    }

    private Mono<TicketTypeResult> rewrite(
            LockedEvent event, TicketTypeId id, TicketTypeDraft now, TicketTypeDraft wanted) {
        return rows.update(id, wanted)
                .then(limited(id, now, wanted))
                .then(redrawn(event.id()))
                .then(audit.record("updateTicketType", id, now, wanted))
                .then(queries.byId(id))
                .map(UpdateTicketTypeSuccess::new);
    }

    private Mono<TicketTypeResult> remove(LockedEvent event, TicketTypeId id, TicketTypeDraft draft) {
        return rows.delete(id)
                .flatMap(gone -> gone
                        ? redrawn(event.id())
                                .then(audit.record("deleteTicketType", id, draft, null))
                                .thenReturn(new DeleteTicketTypeSuccess(id))
                        : Mono.just(new TicketTypeInUse()));
    }

    /** Carries out a step unless it takes the last ticket type that everybody sees off a published event. */
    private Mono<TicketTypeResult> unlessLastVisible(
            LockedEvent event, TicketTypeId id, boolean harmless, Mono<TicketTypeResult> step) {
        return harmless || event.status() != EventStatus.PUBLISHED
                ? step
                : counts.visibleBeside(id, event.id())
                        .flatMap(others -> others ? step : Mono.just(new NothingToSell()));
    }

    private Mono<Void> limited(TicketTypeId id, TicketTypeDraft before, TicketTypeDraft after) {
        boolean limitIsNew = before.maxPerPerson() == null && after.maxPerPerson() != null;
        return limitIsNew ? rows.countPersons(id) : Mono.empty();
    }

    private Mono<TicketTypeResult> inEvent(EventId id, Function<LockedEvent, Mono<TicketTypeResult>> action) {
        return rows.lock(id)
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("event")))
                .flatMap(event -> event.status() == EventStatus.CANCELLED
                        ? Mono.just(new EventStateConflict(event.status()))
                        : action.apply(event));
    }

    private Mono<EventId> eventOf(TicketTypeId id) {
        return rows.eventOf(id).switchIfEmpty(Mono.error(() -> ApiError.notFound("ticket type")));
    }

    private Mono<Locked> existing(TicketTypeId id) {
        return rows.read(id).switchIfEmpty(Mono.error(() -> ApiError.notFound("ticket type")));
    }

    private Mono<Void> redrawn(EventId event) {
        return rows.bumpRevision(event).then(news.redrawn(event));
    }
}
