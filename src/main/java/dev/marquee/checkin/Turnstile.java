package dev.marquee.checkin;

import dev.marquee.checkin.Scanned.State;
import dev.marquee.checkin.Scanned.Verdict;
import dev.marquee.platform.Rows;
import dev.marquee.shared.CheckInId;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketId;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The statements that admit: lock the tickets, move the door's figures, write the records.
 *
 * <p>The lock comes first, so that of many scanners one finds a ticket valid and the others find who used it; the lock
 * of the door makes revisions grow in the order of the commits.
 */
@Component
class Turnstile {

    private static final String LOCK = """
            select id, code, event_id, status, serial, admission_id from ticket
            where id = any(:ids) or code = any(:codes) order by id for no key update
            """;

    private static final String HEARD = """
            select c.event_id, c.device, c.nonce
            from unnest(:events::uuid[], :devices::text[], :nonces::text[]) as s (event_id, device, nonce)
              join check_in c on c.event_id = s.event_id and c.device = s.device and c.nonce = s.nonce
            """;

    private static final String COUNT = """
            insert into door as d (event_id, revision, admitted, refused)
            select event_id, count(*), count(*) filter (where admitted), count(*) filter (where not admitted)
            from unnest(:events::uuid[], :admitted::boolean[]) as s (event_id, admitted)
            group by event_id order by event_id
            on conflict (event_id) do update set revision = d.revision + excluded.revision,
              admitted = d.admitted + excluded.admitted, refused = d.refused + excluded.refused
            returning event_id, revision, admitted
            """;

    private static final String WRITE = """
            with scan as materialized (
              select * from unnest(:ids::uuid[], :events::uuid[], :tickets::uuid[], :fingerprints::text[],
                  :outcomes::text[], :firsts::uuid[], :gates::text[], :devices::text[], :nonces::text[], :persons::uuid[],
                  :times::timestamptz[], :revisions::bigint[])
                as s (id, event_id, ticket_id, scanned_code, outcome, first_id, gate, device, nonce, scanned_by,
                      scanned_at, revision)
            ), used as (
              update ticket t set status = 'USED', used_at = s.scanned_at, admission_id = s.id
              from scan s where s.outcome = 'ADMITTED' and t.id = s.ticket_id
            )
            insert into check_in (id, event_id, ticket_id, scanned_code, outcome, first_id, gate, device, nonce,
                                  scanned_by, scanned_at, revision)
            select * from scan
            """;

    private final DatabaseClient database;

    Turnstile(DatabaseClient database) {
        this.database = database;
    }

    /** The tickets of the scans, locked until the transaction ends. */
    Mono<Scanned> lock(List<Scan> scans) {
        Scanned tickets = new Scanned();
        return database.sql(LOCK)
                .bind("ids", shown(scans, scan -> id(scan.presented().ticket()), UUID[]::new))
                .bind("codes", shown(scans, scan -> scan.presented().code(), String[]::new))
                .map(row -> {
                    tickets.put(Rows.text(row, "code"), state(row));
                    return true;
                })
                .all()
                .then(Mono.just(tickets));
    }

    /** Those of the scans whose event, device and nonce are recorded already. */
    Mono<Set<Object>> heard(List<Scan> scans) {
        return database.sql(HEARD)
                .bind("events", column(scans, scan -> scan.event().value(), UUID[]::new))
                .bind("devices", column(scans, Scan::device, String[]::new))
                .bind("nonces", column(scans, Scan::nonce, String[]::new))
                .map(row -> Scan.identity(
                        new EventId(Rows.uuid(row, "event_id")), Rows.text(row, "device"), Rows.text(row, "nonce")))
                .all()
                .collect(Collectors.<Object, Set<Object>>toCollection(HashSet::new));
    }

    /** Adds the verdicts to the figures of their doors; the figures by event. */
    Mono<Map<EventId, DoorMoved>> count(List<Verdict> verdicts) {
        return database.sql(COUNT)
                .bind(
                        "events",
                        column(verdicts, verdict -> verdict.scan().event().value(), UUID[]::new))
                .bind(
                        "admitted",
                        column(verdicts, verdict -> verdict.outcome() == ScanOutcome.ADMITTED, Boolean[]::new))
                .map(row -> new DoorMoved(
                        new EventId(Rows.uuid(row, "event_id")),
                        Rows.number(row, "revision"),
                        Rows.integer(row, "admitted")))
                .all()
                .collectMap(DoorMoved::event);
    }

    /** Writes the records and uses the tickets that were admitted. */
    Mono<Void> write(List<Verdict> verdicts, List<CheckIn> records) {
        List<Scan> scans = verdicts.stream().map(Verdict::scan).toList();
        return database.sql(WRITE)
                .bind("ids", column(records, record -> record.id().value(), UUID[]::new))
                .bind("events", column(records, record -> record.eventId().value(), UUID[]::new))
                .bind("tickets", column(records, record -> id(record.ticketId()), UUID[]::new))
                .bind("fingerprints", column(scans, scan -> scan.presented().fingerprint(), String[]::new))
                .bind("outcomes", column(records, record -> record.outcome().name(), String[]::new))
                .bind("firsts", column(records, record -> id(record.firstId()), UUID[]::new))
                .bind("gates", column(records, CheckIn::gate, String[]::new))
                .bind("devices", column(records, CheckIn::device, String[]::new))
                .bind("nonces", column(scans, Scan::nonce, String[]::new))
                .bind("persons", column(scans, scan -> scan.by().value(), UUID[]::new))
                .bind("times", column(records, CheckIn::scannedAt, java.time.Instant[]::new))
                .bind("revisions", column(records, CheckIn::revision, Long[]::new))
                .then();
    }

    private static State state(Readable row) {
        UUID admission = row.get("admission_id", UUID.class);
        return new State(
                new TicketId(Rows.uuid(row, "id")),
                new EventId(Rows.uuid(row, "event_id")),
                Rows.text(row, "status"),
                Rows.integer(row, "serial"),
                admission == null ? null : new CheckInId(admission));
    }

    private static @Nullable UUID id(@Nullable TicketId ticket) {
        return ticket == null ? null : ticket.value();
    }

    private static @Nullable UUID id(@Nullable CheckInId checkIn) {
        return checkIn == null ? null : checkIn.value();
    }

    private static <V> V[] shown(List<Scan> scans, Function<Scan, @Nullable V> value, IntFunction<V[]> array) {
        Stream<V> values = scans.stream().map(value).filter(Objects::nonNull).map(Objects::requireNonNull);
        return values.distinct().toArray(array);
    }

    private static <T, V extends @Nullable Object> V[] column(
            Collection<T> rows, Function<T, V> value, IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
