package dev.marquee.analytics;

import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reads from the database what the live counters must say. */
@Component
class CounterQueries {

    /** The figures of an event. */
    record Figures(EventId event, long views, long checkIns) {}

    private static final String FIGURES = """
            select e.id, coalesce(v.views, 0) as views, coalesce(d.admitted, 0) as admitted
            from event e
            left join lateral (
              select sum(w.views)::bigint as views from event_view w where w.event_id = e.id) v on true
            left join door d on d.event_id = e.id
            """;

    private final DatabaseClient database;

    CounterQueries(DatabaseClient database) {
        this.database = database;
    }

    /** The figures of these events. */
    Flux<Figures> of(Collection<EventId> events) {
        return database.sql(FIGURES + "where e.id = any(:events)")
                .bind("events", events.stream().map(EventId::value).toArray(UUID[]::new))
                .map(CounterQueries::figures)
                .all();
    }

    /** The figures of every published event that ends after a moment and was seen or scanned at. */
    Flux<Figures> endingAfter(Instant moment) {
        return database.sql(FIGURES + """
                        where e.status = 'PUBLISHED' and e.ends_at > :moment
                          and e.id in (select event_id from event_view union all select event_id from door)
                        """)
                .bind("moment", moment)
                .map(CounterQueries::figures)
                .all();
    }

    private static Figures figures(Readable row) {
        return new Figures(new EventId(Rows.uuid(row, "id")), Rows.number(row, "views"), Rows.integer(row, "admitted"));
    }
}
