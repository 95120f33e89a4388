package dev.marquee.platform.outbox;

import dev.marquee.platform.Rows;
import dev.marquee.platform.database.Write;
import dev.marquee.platform.database.Writes;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lanes;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.OutboxId;
import io.r2dbc.postgresql.codec.Interval;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SQL of the outbox. */
@Component
class OutboxTable {

    /** The row as it was taken: whoever took it again after the lease decides instead. */
    private static final String TAKEN = "id = :id and state = 'WAITING' and attempts = :attempts";

    private static final Write.Kind EFFECTS = new Write.Kind("effects", """
            effects as (
              insert into outbox (id, topic, handler, payload)
              select row.id, row.topic, row.handler, row.payload::jsonb
              from unnest(:ids::uuid[], :topics::text[], :handlers::text[], :payloads::text[])
                as row (id, topic, handler, payload)
              on conflict (id) do nothing returning 1
            )""");

    private final DatabaseClient database;
    private final Writes writes;
    private final Lanes<OutboxRow, OutboxRow> done;

    OutboxTable(DatabaseClient database, Writes writes, LaneSettings lanes) {
        this.database = database;
        this.writes = writes;
        this.done = new Lanes<>(lanes, OutboxRow::handler, OutboxRow::id, this::done);
    }

    /** Adds rows; one whose id is there already is left out. */
    Mono<Void> insert(List<OutboxRow> rows) {
        return writes.add(new Write(EFFECTS)
                .bind("ids", column(rows, row -> row.id().value(), UUID[]::new))
                .bind("topics", column(rows, OutboxRow::topic, String[]::new))
                .bind("handlers", column(rows, OutboxRow::handler, String[]::new))
                .bind("payloads", column(rows, OutboxRow::payload, String[]::new)));
    }

    private static <T> T[] column(List<OutboxRow> rows, Function<OutboxRow, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    /** Takes due rows of handlers of a name for the time of the lease; another instance skips them. */
    Flux<OutboxRow> take(String handler, int limit, Duration lease) {
        return database.sql("""
                        update outbox set attempts = attempts + 1, next_attempt_at = now() + :lease
                        where id in (
                          select id from outbox
                          where state = 'WAITING' and handler = :handler and next_attempt_at <= now()
                          order by next_attempt_at, id
                          limit :limit
                          for update skip locked)
                        returning id, topic, handler, payload, attempts
                        """)
                .bind("handler", handler)
                .bind("limit", limit)
                .bind("lease", Interval.of(lease))
                .map(row -> new OutboxRow(
                        new OutboxId(Rows.uuid(row, "id")),
                        Rows.text(row, "topic"),
                        Rows.text(row, "handler"),
                        Rows.text(row, "payload"),
                        Rows.integer(row, "attempts")))
                .all();
    }

    Mono<Void> done(OutboxRow row) {
        return done.submit(row).then();
    }

    /**
     * By id: joined to its rows and with the state in plain words, what waits was read as a whole, since the planner
     * takes it for little. With ten thousand e-mails waiting that took 10 ms, two fifths of PostgreSQL's time in w2b.
     */
    private Mono<List<OutboxRow>> done(List<OutboxRow> rows) {
        return database.sql("""
                        update outbox set state = 'DONE', done_at = now(), last_error = null
                        where id = any((select :ids::uuid[])::uuid[]) and state = (select 'WAITING')
                          and attempts = (:attempts::int[])[array_position(:ids::uuid[], id)]
                        """)
                .bind("ids", column(rows, row -> row.id().value(), UUID[]::new))
                .bind("attempts", column(rows, OutboxRow::attempts, Integer[]::new))
                .then()
                .thenReturn(rows);
    }

    Mono<Void> retryAfter(OutboxRow row, Duration wait, String error) {
        return database.sql("update outbox set next_attempt_at = now() + :wait, last_error = :error where " + TAKEN)
                .bind("wait", Interval.of(wait))
                .bind("error", error)
                .bind("id", row.id().value())
                .bind("attempts", row.attempts())
                .then();
    }

    Mono<Void> bury(OutboxRow row, String error) {
        return database.sql("update outbox set state = 'DEAD', last_error = :error where " + TAKEN)
                .bind("error", error)
                .bind("id", row.id().value())
                .bind("attempts", row.attempts())
                .then();
    }

    /** Buries what has waited so long for handlers that are not among these names. */
    Mono<Long> buryOrphans(List<String> names, Duration age) {
        return database.sql("""
                        update outbox set state = 'DEAD', last_error = 'Nobody carries out ' || topic || ' as ' || handler || '.'
                        where state = 'WAITING' and handler <> all(:names) and created_at < now() - :age
                        """)
                .bind("names", names.toArray(String[]::new))
                .bind("age", Interval.of(age))
                .fetch()
                .rowsUpdated();
    }

    /** What there is for handlers to carry out: for these, and for all others that have something. */
    Flux<OutboxBacklog.Backlog> backlog(List<String> handlers) {
        return database.sql("""
                        select handler, sum(waiting)::bigint as waiting, sum(dead)::bigint as dead from (
                          select handler, 0 as waiting, 0 as dead from unnest(:handlers::text[]) as h (handler)
                          union all
                          select handler, count(*), 0 from outbox where state = 'WAITING' group by handler
                          union all
                          select handler, 0, count(*) from outbox where state = 'DEAD' group by handler) as counted
                        group by handler
                        """)
                .bind("handlers", handlers.toArray(String[]::new))
                .map(row -> new OutboxBacklog.Backlog(
                        Rows.text(row, "handler"), Rows.number(row, "waiting"), Rows.number(row, "dead")))
                .all();
    }

    /** False when there is no such dead letter. */
    Mono<Boolean> revive(OutboxId id) {
        return database.sql("""
                        update outbox set state = 'WAITING', attempts = 0, next_attempt_at = now()
                        where id = :id and state = 'DEAD'
                        """).bind("id", id.value()).fetch().rowsUpdated().map(rows -> rows == 1);
    }

    Mono<Long> deleteDone(Duration olderThan) {
        return database.sql("delete from outbox where state = 'DONE' and done_at < now() - :age")
                .bind("age", Interval.of(olderThan))
                .fetch()
                .rowsUpdated();
    }

    /** Lets every queue look for due rows. */
    Mono<Void> wake() {
        return database.sql("select pg_notify('outbox', '')").then();
    }

    Flux<DeadLetter> deadLetters(Collection<UUID> ids) {
        return database.sql("select * from outbox where id = any(:ids) and state = 'DEAD'")
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, columns) -> toDeadLetter(row))
                .all();
    }

    /** One row more than the page asks for, latest first. */
    Mono<List<DeadLetter>> deadLetters(PageRequest page, @Nullable Instant createdAt, @Nullable UUID id) {
        String after = createdAt == null || id == null ? "" : "and (created_at, id) < (:createdAt, :id)";
        DatabaseClient.GenericExecuteSpec query =
                database.sql("""
                        select id, topic, handler, attempts, last_error, created_at from outbox
                        where state = 'DEAD' %s
                        order by created_at desc, id desc limit :limit
                        """.formatted(after)).bind("limit", page.size() + 1);
        if (createdAt != null && id != null) {
            query = query.bind("createdAt", createdAt).bind("id", id);
        }
        return query.map((row, columns) -> toDeadLetter(row)).all().collectList();
    }

    private static DeadLetter toDeadLetter(Readable row) {
        return new DeadLetter(
                new OutboxId(Rows.uuid(row, "id")),
                Rows.text(row, "topic"),
                Rows.text(row, "handler"),
                Rows.integer(row, "attempts"),
                Rows.text(row, "last_error"),
                Rows.instant(row, "created_at"));
    }
}
