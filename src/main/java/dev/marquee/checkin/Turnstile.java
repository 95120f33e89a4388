package dev.marquee.checkin;

import dev.marquee.platform.Rows;
import dev.marquee.shared.CheckInId;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Admits a ticket once, and takes an admission back, each in one statement that commits by itself.
 *
 * <p>Both lock the ticket before they read it, so that of many scanners one finds it valid and the others find who used
 * it; then they move the door's figures, whose lock makes revisions grow in the order of the commits.
 */
@Component
class Turnstile {

    private static final String ADMIT = """
            with scanned as (
              select id, event_id, status, serial, admission_id from ticket where %s for no key update
            ), verdict as (
              select t.id as ticket_id, t.admission_id,
                case when t.id is null then 'UNKNOWN_TICKET'
                     when t.event_id <> :event then 'WRONG_EVENT'
                     when t.status = 'REVOKED' or t.serial <> coalesce(:serial, t.serial) then 'TICKET_REVOKED'
                     when t.status = 'USED' then 'ALREADY_CHECKED_IN'
                     else 'ADMITTED' end as outcome
              from (select where not exists (
                select from check_in where event_id = :event and device = :device and nonce = :nonce)) as unheard
              left join scanned t on true
            ), used as (
              update ticket t set status = 'USED', used_at = :now, admission_id = :id
              from verdict v where v.outcome = 'ADMITTED' and t.id = v.ticket_id
            ), moved as (
              insert into door as d (event_id, revision, admitted, refused)
              select :event, 1, (outcome = 'ADMITTED')::int, (outcome <> 'ADMITTED')::int from verdict
              on conflict (event_id) do update set revision = d.revision + 1,
                admitted = d.admitted + excluded.admitted, refused = d.refused + excluded.refused
              returning d.revision, d.admitted
            ), recorded as (
              insert into check_in (id, event_id, ticket_id, scanned_code, outcome, first_id, gate, device, nonce,
                                    scanned_by, scanned_at, revision)
              select :id, :event, v.ticket_id, :fingerprint, v.outcome,
                     case when v.outcome = 'ALREADY_CHECKED_IN' then v.admission_id end,
                     :gate, :device, :nonce, :by, :now, m.revision
              from verdict v cross join moved m
              returning *
            )
            select r.*, m.admitted from recorded r cross join moved m
            """;

    private static final String ADMIT_BY_CODE = ADMIT.formatted("code = :ticket");
    private static final String ADMIT_BY_ID = ADMIT.formatted("id = :ticket");

    private static final String UNDO = """
            with target as (
              select id, event_id, ticket_id from check_in
              where id = :id and outcome = 'ADMITTED' and undone_at is null for no key update
            ), locked as (
              select t.id from ticket t join target on t.id = target.ticket_id for no key update of t
            ), moved as (
              update door d set revision = d.revision + 1, admitted = d.admitted - 1
              from target join locked on locked.id = target.ticket_id
              where d.event_id = target.event_id
              returning d.revision, d.admitted
            ), freed as (
              update ticket t set status = 'VALID', used_at = null, admission_id = null
              from target where t.id = target.ticket_id and t.admission_id = target.id and t.status = 'USED'
            ), undone as (
              update check_in c set undone_at = :now, undone_by = :by, undo_reason = :reason, revision = m.revision
              from target cross join moved m where c.id = target.id
              returning c.*
            )
            select u.*, m.admitted from undone u cross join moved m
            """;

    private final DatabaseClient database;

    Turnstile(DatabaseClient database) {
        this.database = database;
    }

    /** A new record, and how many people are admitted with it. */
    record Passage(CheckIn checkIn, int admitted) {

        DoorMoved moved() {
            return new DoorMoved(checkIn.eventId(), checkIn.revision(), admitted);
        }
    }

    /**
     * Judges and records a scan; empty when its event, device and nonce were recorded before. Of two such scans at the
     * same moment the later one fails with {@link org.springframework.dao.DuplicateKeyException} and changes nothing.
     */
    Mono<Passage> admit(Scan scan) {
        GenericExecuteSpec statement = withTicket(scan.presented())
                .bind("id", scan.id().value())
                .bind("event", scan.event().value())
                .bind("fingerprint", scan.presented().fingerprint())
                .bind("gate", scan.gate())
                .bind("device", scan.device())
                .bind("nonce", scan.nonce())
                .bind("by", scan.by().value())
                .bind("now", scan.at());
        Integer serial = scan.presented().serial();
        return (serial == null ? statement.bindNull("serial", Integer.class) : statement.bind("serial", serial))
                .map(Turnstile::passage)
                .one();
    }

    /** Takes an admission back; empty when it was taken back before or admitted nobody. */
    Mono<Passage> undo(CheckInId id, PersonId by, String reason, Instant now) {
        return database.sql(UNDO)
                .bind("id", id.value())
                .bind("by", by.value())
                .bind("reason", reason)
                .bind("now", now)
                .map(Turnstile::passage)
                .one();
    }

    private GenericExecuteSpec withTicket(Scan.Presented presented) {
        if (presented.code() != null) {
            return database.sql(ADMIT_BY_CODE).bind("ticket", presented.code());
        }
        GenericExecuteSpec statement = database.sql(ADMIT_BY_ID);
        return presented.ticket() == null
                ? statement.bindNull("ticket", UUID.class)
                : statement.bind("ticket", presented.ticket().value());
    }

    private static Passage passage(Readable row) {
        return new Passage(CheckInQueries.checkIn(row), Rows.integer(row, "admitted"));
    }
}
