package dev.marquee.catalog;

import static java.util.Objects.requireNonNull;

import dev.marquee.catalog.EventChange.Allowed;
import dev.marquee.catalog.EventRefusal.CapacityBelowSold;
import dev.marquee.catalog.EventRefusal.EventStateConflict;
import dev.marquee.catalog.EventResult.CancelEventSuccess;
import dev.marquee.catalog.EventResult.CreateEventSuccess;
import dev.marquee.catalog.EventResult.DeleteEventSuccess;
import dev.marquee.catalog.EventResult.PublishEventSuccess;
import dev.marquee.catalog.EventResult.RemoveEventSuccess;
import dev.marquee.catalog.EventResult.UnpublishEventSuccess;
import dev.marquee.catalog.EventResult.UpdateEventSuccess;
import dev.marquee.identity.Caller;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.plans.EventPlans;
import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.Outbox;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.CategoryId;
import dev.marquee.shared.EventId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Creates, changes and publishes events, each use case in one transaction that holds the event locked. */
@Service
class Events implements EventRemoval {

    private final EventStore store;
    private final ListingStore listings;
    private final Categories categories;
    private final EventStock stock;
    private final Teams teams;
    private final EventDrafts drafts;
    private final EventPlans plans;
    private final EventAllowance allowance;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final TransactionalOperator transactions;
    private final Clock clock;

    Events(
            EventStore store,
            ListingStore listings,
            Categories categories,
            EventStock stock,
            Teams teams,
            EventDrafts drafts,
            EventPlans plans,
            EventAllowance allowance,
            Outbox outbox,
            AuditTrail audit,
            TransactionalOperator transactions,
            Clock clock) {
        this.store = store;
        this.listings = listings;
        this.categories = categories;
        this.stock = stock;
        this.teams = teams;
        this.drafts = drafts;
        this.plans = plans;
        this.allowance = allowance;
        this.outbox = outbox;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    Mono<EventResult> create(EventInput.Create input, Caller caller) {
        return plans.offered(input.planId(), "input.planId")
                .flatMap(plan ->
                        drafts.create(input.event(), caller.id(), plan, List.of(), caller.id(), EventInput.PATH))
                .flatMap(this::recorded)
                .as(transactions::transactional);
    }

    Mono<EventResult> update(EventInput.Update input) {
        return locked(input.eventId(), EventPermission.EDIT)
                .flatMap(before -> edited(before, input)
                        .flatMap(change -> carryOut(
                                change,
                                after -> unless(
                                        allowance.refusesChange(before, after), resizeAndUpdate(before, after)))))
                .as(transactions::transactional);
    }

    Mono<EventResult> publish(EventId id) {
        return locked(id, EventPermission.EDIT)
                .flatMap(before -> stock.summary(id)
                        .flatMap(summary -> carryOut(
                                before.publish(summary, now()),
                                event -> unless(
                                        allowance.refusesPublishing(event),
                                        changeStatus("publishEvent", before, event, PublishEventSuccess::new)))))
                .as(transactions::transactional);
    }

    Mono<EventResult> unpublish(EventId id) {
        return locked(id, EventPermission.EDIT)
                .flatMap(before -> carryOut(
                        before.unpublish(now()),
                        event -> changeStatus("unpublishEvent", before, event, UnpublishEventSuccess::new)))
                .as(transactions::transactional);
    }

    /** Takes an event that is published off the public pages, whoever asks. */
    Mono<Void> takeOff(EventId id) {
        return store.lock(id)
                .filter(event -> event.status() == EventStatus.PUBLISHED)
                .flatMap(before -> carryOut(
                        before.unpublish(now()),
                        event -> changeStatus("unpublishEvent", before, event, UnpublishEventSuccess::new)))
                .as(transactions::transactional)
                .then();
    }

    @Override
    public Mono<EventResult> remove(EventId id, String reason) {
        return store.lock(id)
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("event")))
                .flatMap(before -> carryOut(
                        before.remove(reason, now()),
                        event -> outbox.add(EventRemoved.TOPIC, new EventRemoved(event.id()))
                                .then(changeStatus("removeEvent", before, event, RemoveEventSuccess::new))))
                .as(transactions::transactional);
    }

    Mono<EventResult> cancel(EventId id, String reason) {
        return locked(id, EventPermission.CANCEL)
                .flatMap(before -> carryOut(
                        before.cancel(reason, now()),
                        event -> tellCancelled(event)
                                .then(changeStatus("cancelEvent", before, event, CancelEventSuccess::new))))
                .as(transactions::transactional);
    }

    Mono<EventResult> delete(EventId id) {
        return locked(id, EventPermission.CANCEL)
                .flatMap(event -> stock.summary(id).map(event::delete))
                .flatMap(change -> carryOut(change, this::deleteDraft))
                .as(transactions::transactional)
                .onErrorReturn(
                        DataIntegrityViolationException.class,
                        new EventStateConflict(EventStatus.DRAFT, "There are orders for this draft; it stays."));
    }

    private Mono<Event> locked(EventId id, EventPermission permission) {
        return teams.require(id, permission)
                .then(store.lock(id))
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("event")));
    }

    private Mono<EventResult> carryOut(EventChange change, Function<Event, Mono<EventResult>> action) {
        return change instanceof EventRefusal refusal ? Mono.just(refusal) : action.apply(((Allowed) change).event());
    }

    private static Mono<EventResult> unless(Mono<EventRefusal> refusal, Mono<EventResult> action) {
        return refusal.cast(EventResult.class).switchIfEmpty(action);
    }

    private Mono<EventResult> recorded(EventResult result) {
        return result instanceof CreateEventSuccess(Event event)
                ? audit.record("createEvent", event.id(), null, event).thenReturn(result)
                : Mono.just(result);
    }

    private Mono<EventChange> edited(Event event, EventInput.Update input) {
        return categoryAfter(event, input)
                .flatMap(category ->
                        stock.summary(event.id()).map(summary -> event.edit(input, category, summary, now())));
    }

    private Mono<CategoryId> categoryAfter(Event event, EventInput.Update input) {
        return input.category().isOmitted()
                ? Mono.just(event.categoryId())
                : categories.named(EventInput.changed("category", input.category(), ""), EventInput.PATH);
    }

    private Mono<EventResult> resizeAndUpdate(Event before, Event after) {
        return agreed(before, after)
                .flatMap(fits -> fits
                        ? store.update(after)
                                .then(audit.record("updateEvent", after.id(), before, after))
                                .then(listings.edited(after.id()))
                                .<EventResult>thenReturn(new UpdateEventSuccess(after))
                        : stock.summary(after.id()).map(summary -> new CapacityBelowSold(summary.taken())));
    }

    /** Agrees with the stock on what sales are judged by; false when more is sold than the new capacity. */
    private Mono<Boolean> agreed(Event before, Event after) {
        if (before.capacity() != after.capacity()) {
            return stock.resize(after.id(), after.capacity());
        }
        return before.hasTimesOf(after)
                ? Mono.just(true)
                : stock.turned(after.id()).thenReturn(true);
    }

    private Mono<EventResult> changeStatus(
            String action, Event before, Event event, Function<Event, EventResult> success) {
        return stock.turned(event.id())
                .then(store.update(event))
                .then(audit.record(action, event.id(), before, event))
                .then(listings.statusChanged(event.id()))
                .thenReturn(success.apply(event));
    }

    private Mono<Void> tellCancelled(Event event) {
        String reason = requireNonNull(event.cancellationReason());
        return outbox.add(
                EventCancelled.TOPIC, new EventCancelled(event.id(), event.title(), reason, event.updatedAt()));
    }

    private Mono<EventResult> deleteDraft(Event event) {
        return stock.close(event.id())
                .then(listings.statusChanged(event.id()))
                .then(store.delete(event.id()))
                .then(audit.record("deleteEvent", event.id(), event, null))
                .thenReturn(new DeleteEventSuccess(event.id()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
