package dev.marquee.checkin;

import dev.marquee.platform.Rows;
import dev.marquee.shared.CheckInId;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketId;
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

/** SQL that reads records of scans. */
@Component
class CheckInQueries {

    private static final String SELECT = """
            select id, event_id, ticket_id, outcome, first_id, gate, device, scanned_at, undone_at, revision,
                   scanned_code
            from check_in
            """;

    private final DatabaseClient database;

    CheckInQueries(DatabaseClient database) {
        this.database = database;
    }

    /** Where a page of records starts: after the record with these values. */
    record Position(Instant scannedAt, UUID id) {}

    /** A record, and the fingerprint of the code that was shown. */
    record Earlier(CheckIn checkIn, String fingerprint) {}

    Mono<CheckIn> byId(CheckInId id) {
        return byIds(List.of(id)).next();
    }

    Flux<CheckIn> byIds(Collection<CheckInId> ids) {
        return database.sql(SELECT + "where id = any(:ids)")
                .bind("ids", ids.stream().map(CheckInId::value).toArray(UUID[]::new))
                .map(CheckInQueries::checkIn)
                .all();
    }

    /** The record that this scan, or another one with its nonce, left before. */
    Mono<Earlier> earlier(Scan scan) {
        return database.sql(SELECT + "where event_id = :event and device = :device and nonce = :nonce")
                .bind("event", scan.event().value())
                .bind("device", scan.device())
                .bind("nonce", scan.nonce())
                .map(row -> new Earlier(checkIn(row), Rows.text(row, "scanned_code")))
                .one();
    }

    /** Records of an event, latest first. */
    Flux<CheckIn> ofEvent(EventId event, @Nullable ScanOutcome outcome, @Nullable Position after, int limit) {
        var statement = database.sql(SELECT + "where event_id = :event"
                        + (outcome == null ? "" : " and outcome = :outcome")
                        + (outcome == null || outcome == ScanOutcome.ADMITTED ? "" : " and outcome <> 'ADMITTED'")
                        + (after == null ? "" : " and (scanned_at, id) < (:scannedAt, :id)")
                        + " order by scanned_at desc, id desc limit :limit")
                .bind("event", event.value())
                .bind("limit", limit);
        if (outcome != null) {
            statement = statement.bind("outcome", outcome.name());
        }
        if (after != null) {
            statement = statement.bind("scannedAt", after.scannedAt()).bind("id", after.id());
        }
        return statement.map(CheckInQueries::checkIn).all();
    }

    static CheckIn checkIn(Readable row) {
        UUID ticket = row.get("ticket_id", UUID.class);
        UUID first = row.get("first_id", UUID.class);
        return new CheckIn(
                new CheckInId(Rows.uuid(row, "id")),
                new EventId(Rows.uuid(row, "event_id")),
                ticket == null ? null : new TicketId(ticket),
                ScanOutcome.valueOf(Rows.text(row, "outcome")),
                first == null ? null : new CheckInId(first),
                Rows.text(row, "gate"),
                Rows.text(row, "device"),
                Rows.instant(row, "scanned_at"),
                row.get("undone_at", Instant.class),
                Rows.number(row, "revision"));
    }
}
