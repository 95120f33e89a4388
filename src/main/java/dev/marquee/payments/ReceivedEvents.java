package dev.marquee.payments;

import dev.marquee.ordering.Order;
import dev.marquee.shared.TypedId;
import io.r2dbc.postgresql.codec.Json;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of Stripe's messages: each is kept once, with what came of it. */
@Component
class ReceivedEvents {

    private final DatabaseClient database;
    private final JsonMapper json;

    ReceivedEvents(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
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

    /** Records that a message said something else than the order. */
    Mono<Void> differs(StripeEvent event, Intent intent, Order order, Payment payment, boolean live) {
        return database.sql("""
                        insert into payment_mismatch (id, order_id, event_id, expected, received)
                        values (:id, :order, :event, :expected, :received)
                        """)
                .bind("id", TypedId.generate())
                .bind("order", order.id().value())
                .bind("event", event.id())
                .bind(
                        "expected",
                        facts(
                                payment.intentId(),
                                payment.amount().amount(),
                                payment.amount().currency().getCurrencyCode(),
                                live))
                .bind("received", facts(intent.id(), intent.received(), intent.currency(), intent.live()))
                .then();
    }

    private Json facts(String intent, long amount, String currency, boolean live) {
        return Json.of(json.writeValueAsString(
                Map.of("intent", intent, "amount", amount, "currency", currency, "livemode", live)));
    }
}
