package dev.marquee.inventory;

import dev.marquee.catalog.EventStatus;
import dev.marquee.inventory.TicketTypeResult.CreateTicketTypeSuccess;
import dev.marquee.inventory.TicketTypeResult.DeleteTicketTypeSuccess;
import dev.marquee.inventory.TicketTypeResult.EventStateConflict;
import dev.marquee.inventory.TicketTypeResult.NothingToSell;
import dev.marquee.inventory.TicketTypeResult.TicketTypeInUse;
import dev.marquee.inventory.TicketTypeResult.UpdateTicketTypeSuccess;
import dev.marquee.inventory.TicketTypeRows.Locked;
import dev.marquee.inventory.TicketTypeRows.LockedEvent;
import dev.marquee.platform.ApiError;
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
    private final StockNews news;
    private final TransactionalOperator transactions;

    TicketTypeEditing(
            TicketTypeRows rows,
            TicketTypeQueries queries,
            TicketTypeCounts counts,
            StockNews news,
            TransactionalOperator transactions) {
        this.rows = rows;
        this.queries = queries;
        this.counts = counts;
        this.news = news;
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
                                : unlessLastVisible(event, id, now.draft().hidden(), remove(event, id))))
                .as(transactions::transactional);
    }

    private Mono<TicketTypeResult> add(LockedEvent event, TicketTypeDraft draft) {
        return counts.all(event.id())
                .flatMap(types -> types < MOST
                        ? rows.insert(event, draft)
                        : Mono.error(() ->
                                ApiError.badInput("input.eventId", "An event has at most " + MOST + " ticket types.")))
                .flatMap(id -> redrawn(event.id()).then(queries.byId(id)))
                .map(CreateTicketTypeSuccess::new);
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
                        rows.update(id, wanted)
                                .then(limited(id, now.draft(), wanted))
                                .then(redrawn(event.id()))
                                .then(queries.byId(id))
                                .map(UpdateTicketTypeSuccess::new)));
    }

    private Mono<TicketTypeResult> remove(LockedEvent event, TicketTypeId id) {
        return rows.delete(id)
                .flatMap(gone -> gone
                        ? redrawn(event.id()).thenReturn(new DeleteTicketTypeSuccess(id))
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
