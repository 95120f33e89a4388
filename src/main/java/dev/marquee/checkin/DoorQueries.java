package dev.marquee.checkin;

import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** SQL that reads an event's door: its figures and what changed, all as of one moment. */
@Component
class DoorQueries {

    private static final String STATE = """
            select coalesce(d.revision, 0) as door_revision, coalesce(d.admitted, 0) as admitted,
                   coalesce(d.refused, 0) as refused, t.issued, c.*
            from (values (:event)) as e (id)
            left join door d on d.event_id = e.id
            cross join lateral (
              select count(*)::int as issued from ticket where event_id = e.id and revoked_at is null) t
            left join lateral (
              select * from check_in
              where event_id = e.id and revision > :after
              order by revision desc
              limit :limit) c on true
            order by c.revision
            """;

    private final DatabaseClient database;

    DoorQueries(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A door at one moment.
     *
     * @param changed records that changed, in the order of their revisions
     */
    record State(long revision, DoorTotals totals, List<CheckIn> changed) {}

    /** The door with the latest records after a revision, at most so many. */
    Mono<State> state(EventId event, long after, int limit) {
        return database.sql(STATE)
                .bind("event", event.value())
                .bind("after", after)
                .bind("limit", limit)
                .map(DoorQueries::row)
                .all()
                .collectList()
                .map(DoorQueries::whole);
    }

    private record Row(
            long revision, DoorTotals totals, @Nullable CheckIn changed) {}

    private static Row row(Readable row) {
        DoorTotals totals = new DoorTotals(
                Rows.integer(row, "admitted"), Rows.integer(row, "refused"), Rows.integer(row, "issued"));
        CheckIn changed = row.get("id", UUID.class) == null ? null : CheckInQueries.checkIn(row);
        return new Row(Rows.number(row, "door_revision"), totals, changed);
    }

    private static State whole(List<Row> rows) {
        Row first = rows.getFirst();
        List<CheckIn> changed =
                rows.stream().flatMap(row -> Stream.ofNullable(row.changed())).toList();
        return new State(first.revision(), first.totals(), changed);
    }
}
