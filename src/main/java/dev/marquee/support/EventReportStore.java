package dev.marquee.support;

import dev.marquee.platform.Rows;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventId;
import dev.marquee.shared.EventReportId;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reports in the database; every method joins the current transaction. */
@Component
class EventReportStore {

    private static final String COLUMNS =
            "id, event_id, reporter_id, category, text, status, created_at, decided_at, decided_by";

    private static final String SELECT = "select " + COLUMNS + " from event_report where ";

    private final DatabaseClient database;

    EventReportStore(DatabaseClient database) {
        this.database = database;
    }

    /** Lets a person report one event at a time until the transaction ends. */
    Mono<Void> lock(PersonId reporter) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended('support.report ' || :reporter, 0))")
                .bind("reporter", reporter.toString())
                .then();
    }

    Mono<EventReport> open(EventId event, PersonId reporter) {
        return database.sql(SELECT + "event_id = :event and reporter_id = :reporter and status = 'OPEN'")
                .bind("event", event.value())
                .bind("reporter", reporter.value())
                .map(EventReportStore::report)
                .one();
    }

    Mono<Long> countSince(PersonId reporter, Instant since) {
        return database.sql(
                        "select count(*) as total from event_report where reporter_id = :reporter and created_at > :since")
                .bind("reporter", reporter.value())
                .bind("since", since)
                .map(row -> Rows.number(row, "total"))
                .one();
    }

    Mono<EventReport> insert(EventReport report) {
        return database.sql("""
                        insert into event_report (id, event_id, reporter_id, category, text, created_at)
                        values (:id, :event, :reporter, :category, :text, :now)
                        """)
                .bind("id", report.id().value())
                .bind("event", report.eventId().value())
                .bind("reporter", report.reporterId().value())
                .bind("category", report.category().name())
                .bind("text", report.text())
                .bind("now", report.createdAt())
                .then()
                .thenReturn(report);
    }

    Flux<EventReport> byIds(Collection<UUID> ids) {
        return database.sql(SELECT + "id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(EventReportStore::report)
                .all();
    }

    /** Closes an open report; empty when it is not open. */
    Mono<EventReport> dismiss(EventReportId id, PersonId by, Instant now) {
        return database.sql("""
                        update event_report set status = 'DISMISSED', decided_by = :by, decided_at = :now
                        where id = :id and status = 'OPEN' returning\s""" + COLUMNS)
                .bind("id", id.value())
                .bind("by", by.value())
                .bind("now", now)
                .map(EventReportStore::report)
                .one();
    }

    /** Closes all open reports of an event that was removed. */
    Mono<Void> uphold(EventId event, PersonId by, Instant now) {
        return database.sql("""
                        update event_report set status = 'UPHELD', decided_by = :by, decided_at = :now
                        where event_id = :event and status = 'OPEN'
                        """)
                .bind("event", event.value())
                .bind("by", by.value())
                .bind("now", now)
                .then();
    }

    /** One row more than the page asks for, oldest first; only those in a state when it is given. */
    Mono<List<EventReport>> page(@Nullable ReportStatus status, PageRequest page, @Nullable ListPlace after) {
        var statement = database.sql(SELECT + (status == null ? "true" : "status = :status")
                        + (after == null ? "" : " and (created_at, id) > (:afterTime, :afterId)")
                        + " order by created_at, id limit :limit")
                .bind("limit", page.size() + 1);
        statement = status == null ? statement : statement.bind("status", status.name());
        statement = after == null ? statement : after.bind(statement);
        return statement.map(EventReportStore::report).all().collectList();
    }

    private static EventReport report(Readable row) {
        UUID decidedBy = row.get("decided_by", UUID.class);
        return new EventReport(
                new EventReportId(Rows.uuid(row, "id")),
                new EventId(Rows.uuid(row, "event_id")),
                new PersonId(Rows.uuid(row, "reporter_id")),
                ReportCategory.valueOf(Rows.text(row, "category")),
                Rows.text(row, "text"),
                ReportStatus.valueOf(Rows.text(row, "status")),
                Rows.instant(row, "created_at"),
                row.get("decided_at", Instant.class),
                decidedBy == null ? null : new PersonId(decidedBy));
    }
}
