package dev.marquee.payments;

import dev.marquee.platform.Rows;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The SQL of Stripe's messages: each is kept once, with what came of it. */
@Component
class ReceivedEvents {

    private final DatabaseClient database;

    ReceivedEvents(DatabaseClient database) {
        this.database = database;
    }

    /** Keeps messages; those that are new, once nobody else is keeping any of them. */
    Mono<List<StripeEvent>> keep(List<StripeEvent> events) {
        return database.sql("""
                        insert into stripe_event (id, type, payload, outcome)
                        select e.id, e.type, e.payload::jsonb, 'IGNORED'
                        from unnest(:ids::text[], :types::text[], :payloads::text[]) as e (id, type, payload)
                        order by e.id on conflict (id) do nothing returning id
                        """)
                .bind("ids", column(events, StripeEvent::id))
                .bind("types", column(events, StripeEvent::type))
                .bind("payloads", column(events, StripeEvent::payload))
                .map(row -> Rows.text(row, "id"))
                .all()
                .collect(Collectors.toSet())
                .map(fresh -> events.stream()
                        .filter(event -> fresh.contains(event.id()))
                        .toList());
    }

    /** Notes what came of messages, by their ids. */
    Mono<Void> conclude(Map<String, EventOutcome> outcomes) {
        List<String> ids = List.copyOf(outcomes.keySet());
        return database.sql("""
                        update stripe_event e set outcome = c.outcome
                        from unnest(:ids::text[], :outcomes::text[]) as c (id, outcome) where e.id = c.id
                        """)
                .bind("ids", ids.toArray(String[]::new))
                .bind(
                        "outcomes",
                        ids.stream().map(outcomes::get).map(String::valueOf).toArray(String[]::new))
                .then();
    }

    private static String[] column(List<StripeEvent> events, Function<StripeEvent, String> value) {
        return events.stream().map(value).toArray(String[]::new);
    }
}
