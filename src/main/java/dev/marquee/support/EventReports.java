package dev.marquee.support;

import dev.marquee.catalog.EventDirectory;
import dev.marquee.catalog.EventRemoval;
import dev.marquee.catalog.EventResult;
import dev.marquee.catalog.EventResult.RemoveEventSuccess;
import dev.marquee.identity.Caller;
import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventReportId;
import dev.marquee.support.EventReportResult.AlreadyReported;
import dev.marquee.support.EventReportResult.DismissEventReportSuccess;
import dev.marquee.support.EventReportResult.ReportDecided;
import dev.marquee.support.EventReportResult.ReportEventSuccess;
import dev.marquee.support.EventReportResult.ReportLimitReached;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Takes reports of events in and lets administrators decide about them. */
@Service
class EventReports {

    private static final int A_DAY = 10;

    private final EventReportStore store;
    private final EventDirectory events;
    private final EventRemoval removal;
    private final AuditTrail audit;
    private final TransactionalOperator transactions;
    private final Clock clock;

    EventReports(
            EventReportStore store,
            EventDirectory events,
            EventRemoval removal,
            AuditTrail audit,
            TransactionalOperator transactions,
            Clock clock) {
        this.store = store;
        this.events = events;
        this.removal = removal;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** {@code NOT_FOUND} for an event that the caller cannot see. */
    Mono<EventReportResult> report(EventReportInput.Report input, Caller caller) {
        return events.visible(input.eventId())
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("event")))
                .then(store.lock(caller.id()))
                .then(Mono.defer(() -> store.open(input.eventId(), caller.id())))
                .<EventReportResult>map(AlreadyReported::new)
                .switchIfEmpty(Mono.defer(() -> withinTheDay(input, caller)))
                .as(transactions::transactional);
    }

    /** {@code NOT_FOUND} for a report that there is not. */
    Mono<EventReportResult> dismiss(EventReportId id, Caller caller) {
        return store.dismiss(id, caller.id(), now())
                .flatMap(report -> audit.record(
                                "dismissEventReport",
                                id,
                                Map.of("status", ReportStatus.OPEN),
                                Map.of("status", report.status()))
                        .<EventReportResult>thenReturn(new DismissEventReportSuccess(report)))
                .switchIfEmpty(Mono.defer(() -> decided(id)))
                .as(transactions::transactional);
    }

    /** Removes the event and upholds its open reports, or changes nothing. */
    Mono<EventResult> remove(EventReportInput.Remove input, Caller caller) {
        return removal.remove(input.eventId(), input.reason())
                .delayUntil(result -> result instanceof RemoveEventSuccess
                        ? store.uphold(input.eventId(), caller.id(), now())
                        : Mono.empty())
                .as(transactions::transactional);
    }

    private Mono<EventReportResult> withinTheDay(EventReportInput.Report input, Caller caller) {
        Instant now = now();
        String text = input.text().strip();
        return store.countSince(caller.id(), now.minus(Duration.ofDays(1)))
                .flatMap(reports -> reports < A_DAY
                        ? store.insert(EventReport.open(input.eventId(), caller.id(), input.category(), text, now))
                                .map(ReportEventSuccess::new)
                        : Mono.just(new ReportLimitReached(A_DAY)));
    }

    private Mono<EventReportResult> decided(EventReportId id) {
        return store.byIds(List.of(id.value()))
                .next()
                .<EventReportResult>map(report -> new ReportDecided(report.status()))
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("report")));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
