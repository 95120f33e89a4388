package dev.marquee.payments;

import dev.marquee.ordering.Order;
import dev.marquee.platform.Rows;
import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.TypedId;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The SQL of payments. */
@Component
class PaymentStore {

    private static final String COLUMNS =
            "id, order_id, intent_id, client_secret, status, amount, currency, failure_code";

    private final DatabaseClient database;

    PaymentStore(DatabaseClient database) {
        this.database = database;
    }

    /** The payment of an order; empty when none was opened. */
    Mono<Payment> of(OrderId order) {
        return database.sql("select " + COLUMNS + " from payment where order_id = :order")
                .bind("order", order.value())
                .map(PaymentStore::payment)
                .one();
    }

    /** The payments of these orders, in one statement. */
    Mono<Map<OrderId, Payment>> of(Collection<OrderId> orders) {
        return database.sql("select " + COLUMNS + " from payment where order_id = any(:orders)")
                .bind("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new))
                .map(PaymentStore::payment)
                .all()
                .collectMap(Payment::orderId);
    }

    /**
     * The payment of an order, opened over this intent unless there is one, and locked until the transaction ends. Its
     * amount is the order's, whatever the intent says; its client secret is filled in when the intent brings it.
     */
    Mono<Payment> ensure(Order order, Intent intent) {
        return database.sql("""
                        insert into payment (id, order_id, intent_id, client_secret, status, amount, currency)
                        values (:id, :order, :intent, :secret, 'OPEN', :amount, :currency)
                        on conflict do nothing
                        """)
                .bind("id", TypedId.generate())
                .bind("order", order.id().value())
                .bind("intent", intent.id())
                .bind("secret", orNull(intent.clientSecret()))
                .bind("amount", order.total().amount())
                .bind("currency", order.total().currency().getCurrencyCode())
                .then()
                .then(locked(order.id()))
                .flatMap(
                        payment -> payment.lacksSecretOf(intent) ? withSecret(order.id(), intent) : Mono.just(payment));
    }

    /** Moves an order's payment to a state; false, and no change, when it may not go there from where it is. */
    Mono<Boolean> move(OrderId order, PaymentStatus next, @Nullable String failureCode) {
        return database.sql("""
                        update payment set status = :next, failure_code = :failure, updated_at = now()
                        where order_id = :order and status = any(:from)
                        """)
                .bind("next", next.name())
                .bind("failure", orNull(failureCode))
                .bind("order", order.value())
                .bind("from", next.predecessors())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private Mono<Payment> locked(OrderId order) {
        return database.sql("select " + COLUMNS + " from payment where order_id = :order for no key update")
                .bind("order", order.value())
                .map(PaymentStore::payment)
                .one();
    }

    private Mono<Payment> withSecret(OrderId order, Intent intent) {
        return database.sql("update payment set client_secret = :secret where order_id = :order returning " + COLUMNS)
                .bind("secret", orNull(intent.clientSecret()))
                .bind("order", order.value())
                .map(PaymentStore::payment)
                .one();
    }

    private static Parameter orNull(@Nullable String text) {
        return text == null ? Parameters.in(String.class) : Parameters.in(text);
    }

    private static Payment payment(Readable row) {
        return new Payment(
                Rows.uuid(row, "id"),
                new OrderId(Rows.uuid(row, "order_id")),
                Rows.text(row, "intent_id"),
                row.get("client_secret", String.class),
                PaymentStatus.valueOf(Rows.text(row, "status")),
                Money.of(Rows.number(row, "amount"), Rows.text(row, "currency")),
                row.get("failure_code", String.class));
    }
}
