package dev.marquee.checkin;

import dev.marquee.platform.Rows;
import dev.marquee.shared.CheckInId;
import dev.marquee.shared.TicketId;
import dev.marquee.ticketing.TicketRow;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Judges scans, moves their doors, uses the tickets and writes the records, in one statement that commits by itself.
 *
 * <p>Tickets are judged as the lock finds them, not as of the statement's beginning, so that of many scanners one finds a
 * ticket valid and the others find who used it; the lock of the door makes revisions grow in the order of the commits.
 *
 * <p>{@code (select :ids)} keeps the length of the batch from the planner, which would make a plan for each short batch
 * otherwise, in about the time that it takes to carry it out.
 */
@Component
class Turnstile {

    private static final String PASS = """
            with scan as (
              select * from unnest((select :ids::uuid[]), :events::uuid[], :tickets::uuid[], :serials::integer[],
                  :codes::text[], :fingerprints::text[], :gates::text[], :devices::text[], :nonces::text[],
                  :persons::uuid[], :times::timestamptz[])
                with ordinality as s (id, event_id, shown_id, shown_serial, shown_code, scanned_code, gate, device, nonce,
                                      scanned_by, scanned_at, place)
              where not exists (
                select from check_in c where c.event_id = s.event_id and c.device = s.device and c.nonce = s.nonce)
            ), locked as materialized (
              select admission_id, %1$s from ticket
              where id = any((select :tickets)::uuid[]) or code = any((select :codes)::text[])
              order by id for no key update
            ), alone as (
              select s.*, t.id as ticket_id, t.admission_id,
                case when t.id is null then 'UNKNOWN_TICKET'
                  when t.event_id <> s.event_id then 'WRONG_EVENT'
                  when t.status = 'REVOKED' or t.serial <> s.shown_serial then 'TICKET_REVOKED'
                  when t.status = 'USED' then 'ALREADY_CHECKED_IN'
                  else 'ADMITTED' end as outcome
              from scan s left join locked t on t.id = s.shown_id or t.code = s.shown_code
            ), judged as materialized (
              select *, coalesce(admission_id, case when outcome = 'ADMITTED' then first_value(id) over same end) as admission,
                case when outcome = 'ADMITTED' and place > min(place) over same then 'ALREADY_CHECKED_IN'
                  else outcome end as verdict,
                row_number() over (partition by event_id order by place desc) - 1 as later
              from alone window same as (partition by ticket_id, outcome order by place)
            ), moved as (
              insert into door as d (event_id, revision, admitted, refused)
              select event_id, count(*), count(*) filter (where verdict = 'ADMITTED'),
                count(*) filter (where verdict <> 'ADMITTED')
              from judged group by event_id order by event_id
              on conflict (event_id) do update set revision = d.revision + excluded.revision,
                admitted = d.admitted + excluded.admitted, refused = d.refused + excluded.refused
              returning event_id as door_id, revision as door_revision, admitted
            ), used as (
              update ticket t set status = 'USED', used_at = j.scanned_at, admission_id = j.id
              from judged j where j.verdict = 'ADMITTED' and t.id = j.ticket_id
            ), recorded as (
              insert into check_in (id, event_id, ticket_id, scanned_code, outcome, first_id, gate, device, nonce,
                                    scanned_by, scanned_at, revision)
              select id, event_id, ticket_id, scanned_code, verdict,
                case verdict when 'ALREADY_CHECKED_IN' then admission end, gate, device, nonce, scanned_by, scanned_at,
                door_revision - later
              from judged join moved on door_id = event_id
              returning id as scan_id, event_id as scanned_event, ticket_id as scanned_ticket, outcome, first_id, revision
            )
            select scan_id, scanned_ticket, outcome, first_id, revision, door_revision, admitted, %1$s
            from recorded join moved on door_id = scanned_event left join locked on id = scanned_ticket
            """.formatted(TicketRow.COLUMNS);

    private final DatabaseClient database;

    Turnstile(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Judges and records scans, one after the other; those are left out whose event, device and nonce were recorded
     * before.
     */
    Flux<Passage> pass(List<Scan> scans) {
        Map<UUID, Scan> byId =
                scans.stream().collect(Collectors.toMap(scan -> scan.id().value(), Function.identity()));
        return database.sql(PASS)
                .bind("ids", column(scans, scan -> scan.id().value(), UUID[]::new))
                .bind("events", column(scans, scan -> scan.event().value(), UUID[]::new))
                .bind("tickets", column(scans, scan -> id(scan.presented().ticket()), UUID[]::new))
                .bind("serials", column(scans, scan -> scan.presented().serial(), Integer[]::new))
                .bind("codes", column(scans, scan -> scan.presented().code(), String[]::new))
                .bind("fingerprints", column(scans, scan -> scan.presented().fingerprint(), String[]::new))
                .bind("gates", column(scans, Scan::gate, String[]::new))
                .bind("devices", column(scans, Scan::device, String[]::new))
                .bind("nonces", column(scans, Scan::nonce, String[]::new))
                .bind("persons", column(scans, scan -> scan.by().value(), UUID[]::new))
                .bind("times", column(scans, Scan::at, Instant[]::new))
                .map(row -> passage(row, of(row, byId)))
                .all();
    }

    private static Scan of(Readable row, Map<UUID, Scan> byId) {
        return Objects.requireNonNull(byId.get(Rows.uuid(row, "scan_id")));
    }

    private static Passage passage(Readable row, Scan scan) {
        UUID ticket = row.get("scanned_ticket", UUID.class);
        UUID first = row.get("first_id", UUID.class);
        CheckIn checkIn = new CheckIn(
                scan.id(),
                scan.event(),
                ticket == null ? null : new TicketId(ticket),
                ScanOutcome.valueOf(Rows.text(row, "outcome")),
                first == null ? null : new CheckInId(first),
                scan.gate(),
                scan.device(),
                scan.at(),
                null,
                Rows.number(row, "revision"));
        return new Passage(
                checkIn,
                checkIn.outcome() == ScanOutcome.ADMITTED
                        ? TicketRow.ticket(row).used(scan.at())
                        : null,
                new DoorMoved(scan.event(), Rows.number(row, "door_revision"), Rows.integer(row, "admitted")));
    }

    private static @Nullable UUID id(@Nullable TicketId ticket) {
        return ticket == null ? null : ticket.value();
    }

    private static <V extends @Nullable Object> V[] column(
            List<Scan> scans, Function<Scan, V> value, IntFunction<V[]> array) {
        return scans.stream().map(value).toArray(array);
    }
}
