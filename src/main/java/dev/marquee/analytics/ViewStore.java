package dev.marquee.analytics;

import dev.marquee.analytics.ViewBuffer.Slot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Adds views to the table of views by event and hour. */
@Component
class ViewStore {

    private final DatabaseClient database;

    ViewStore(DatabaseClient database) {
        this.database = database;
    }

    /** Adds them in one statement, always in the same order of rows; events that are gone are left out. */
    Mono<Void> add(Map<Slot, Long> views) {
        List<Map.Entry<Slot, Long>> rows = List.copyOf(views.entrySet());
        return database.sql("""
                        insert into event_view as known (event_id, hour, views)
                        select e.id, v.hour, v.views
                        from unnest(:events, :hours::timestamptz[], :views) as v (event_id, hour, views)
                        join event e on e.id = v.event_id
                        order by e.id, v.hour
                        on conflict (event_id, hour) do update set views = known.views + excluded.views
                        """)
                .bind(
                        "events",
                        rows.stream().map(row -> row.getKey().event().value()).toArray(UUID[]::new))
                .bind(
                        "hours",
                        rows.stream().map(row -> hour(row.getKey().hour())).toArray(String[]::new))
                .bind("views", rows.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                .then();
    }

    private static String hour(Instant hour) {
        return hour.atOffset(ZoneOffset.UTC).toString();
    }
}
