package dev.marquee.payments;

import io.r2dbc.postgresql.codec.Json;
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

    /** Keeps a message; false when it was there, which waits for whoever is keeping it at the moment. */
    Mono<Boolean> keep(StripeEvent event) {
        return database.sql("""
                        insert into stripe_event (id, type, payload, outcome)
                        values (:id, :type, :payload, 'IGNORED') on conflict (id) do nothing
                        """)
                .bind("id", event.id())
                .bind("type", event.type())
                .bind("payload", Json.of(event.payload()))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Notes what came of a message. */
    Mono<Void> conclude(StripeEvent event, EventOutcome outcome) {
        return database.sql("update stripe_event set outcome = :outcome where id = :id")
                .bind("outcome", outcome.name())
                .bind("id", event.id())
                .then();
    }
}
