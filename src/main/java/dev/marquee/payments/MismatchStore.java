package dev.marquee.payments;

import dev.marquee.platform.Rows;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.MismatchId;
import dev.marquee.shared.OrderId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of payments that differ from what was asked for. */
@Component
class MismatchStore {

    private static final String SELECT =
            "select id, order_id, event_id, expected::text, received::text, recorded_at from payment_mismatch where ";

    private final DatabaseClient database;
    private final JsonMapper json;

    MismatchStore(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Void> insert(OrderId order, StripeEvent event, PaymentFacts expected, PaymentFacts received) {
        return database.sql("""
                        insert into payment_mismatch (id, order_id, event_id, expected, received)
                        values (:id, :order, :event, :expected, :received)
                        """)
                .bind("id", MismatchId.next().value())
                .bind("order", order.value())
                .bind("event", event.id())
                .bind("expected", Json.of(json.writeValueAsString(expected)))
                .bind("received", Json.of(json.writeValueAsString(received)))
                .then();
    }

    Flux<PaymentMismatch> byIds(Collection<UUID> ids) {
        return database.sql(SELECT + "id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(this::mismatch)
                .all();
    }

    /** One row more than the page asks for, latest first. */
    Mono<List<PaymentMismatch>> page(PageRequest page, @Nullable ListPlace after) {
        var statement = database.sql(SELECT
                        + (after == null ? "true" : "(recorded_at, id) < (:afterTime, :afterId)")
                        + " order by recorded_at desc, id desc limit :limit")
                .bind("limit", page.size() + 1);
        return (after == null ? statement : after.bind(statement))
                .map(this::mismatch)
                .all()
                .collectList();
    }

    private PaymentMismatch mismatch(Readable row) {
        return new PaymentMismatch(
                new MismatchId(Rows.uuid(row, "id")),
                new OrderId(Rows.uuid(row, "order_id")),
                Rows.text(row, "event_id"),
                json.readValue(Rows.text(row, "expected"), PaymentFacts.class),
                json.readValue(Rows.text(row, "received"), PaymentFacts.class),
                Rows.instant(row, "recorded_at"));
    }
}
