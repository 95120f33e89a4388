package dev.marquee.checkin;

import dev.marquee.platform.Rows;
import dev.marquee.shared.CheckInId;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes an admission back in one statement that commits by itself. */
@Component
class UndoStatement {

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

    UndoStatement(DatabaseClient database) {
        this.database = database;
    }

    /** The record as it is now, and the door's figures. */
    record Undone(CheckIn checkIn, DoorMoved moved) {}

    /** Empty when it was taken back before or admitted nobody. */
    Mono<Undone> execute(CheckInId id, PersonId by, String reason, Instant now) {
        return database.sql(UNDO)
                .bind("id", id.value())
                .bind("by", by.value())
                .bind("reason", reason)
                .bind("now", now)
                .map(row -> {
                    CheckIn checkIn = CheckInQueries.checkIn(row);
                    return new Undone(
                            checkIn,
                            new DoorMoved(checkIn.eventId(), checkIn.revision(), Rows.integer(row, "admitted")));
                })
                .one();
    }
}
