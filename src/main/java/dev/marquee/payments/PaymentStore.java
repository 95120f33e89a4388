package dev.marquee.payments;

import dev.marquee.ordering.Order;
import dev.marquee.platform.Rows;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lanes;
import dev.marquee.platform.lanes.Lookups;
import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.TypedId;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The SQL of payments. */
@Component
class PaymentStore {

    private static final String COLUMNS =
            "id, order_id, intent_id, client_secret, status, amount, currency, failure_code";

    private static final String ENSURE = """
            insert into payment as p (id, order_id, intent_id, client_secret, status, amount, currency)
            select w.id, w.order_id, w.intent_id, w.client_secret, 'OPEN', w.amount, w.currency
            from unnest(:ids::uuid[], :orders::uuid[], :intents::text[], :secrets::text[], :amounts::bigint[],
                        :currencies::text[]) as w (id, order_id, intent_id, client_secret, amount, currency)
            where not exists (
              select from payment other where other.intent_id = w.intent_id and other.order_id <> w.order_id)
            order by w.order_id
            on conflict (order_id) do update set client_secret =
              case when p.intent_id = excluded.intent_id then coalesce(p.client_secret, excluded.client_secret)
                   else p.client_secret end
            returning\s""" + COLUMNS;

    private final DatabaseClient database;
    private final Lookups<OrderId, Payment> byOrder;
    private final Lanes<Opening, Optional<Payment>> openings;

    PaymentStore(DatabaseClient database, LaneSettings lanes) {
        this.database = database;
        this.byOrder = new Lookups<>(lanes, this::read);
        this.openings =
                new Lanes<>(lanes, Opening::intent, opening -> opening.order().id(), this::opened);
    }

    /** An order, and the intent that is to pay it. */
    record Opening(Order order, Intent intent) {}

    /** The payment of an order; empty when none was opened. */
    Mono<Payment> of(OrderId order) {
        return byOrder.find(order);
    }

    /** The payment of an order, locked until the transaction ends; before the order and its stock, as in {@link #ensure}. */
    Mono<Payment> lock(OrderId order) {
        return database.sql("select " + COLUMNS + " from payment where order_id = :order for no key update")
                .bind("order", order.value())
                .map(PaymentStore::payment)
                .one();
    }

    /** The payments of these orders, in one statement. */
    Mono<Map<OrderId, Payment>> of(Collection<OrderId> orders) {
        return byOrder.find(orders);
    }

    private Mono<Map<OrderId, Payment>> read(Collection<OrderId> orders) {
        return database.sql(
                        "select " + COLUMNS + " from payment where order_id = any((select :orders::uuid[])::uuid[])")
                .bind("orders", ids(orders))
                .map(PaymentStore::payment)
                .all()
                .collectMap(Payment::orderId);
    }

    private static UUID[] ids(Collection<OrderId> orders) {
        return orders.stream().map(OrderId::value).toArray(UUID[]::new);
    }

    /** The payment of an order, as {@link #ensure} has it; opened together with others, so not within a transaction. */
    Mono<Payment> open(Order order, Intent intent) {
        return openings.submit(new Opening(order, intent)).flatMap(Mono::justOrEmpty);
    }

    /** The payment of an order, as {@link #ensure(List)} has it; empty when the intent is another order's. */
    Mono<Payment> ensure(Order order, Intent intent) {
        return ensure(List.of(new Opening(order, intent))).mapNotNull(found -> found.get(order.id()));
    }

    private Mono<List<Optional<Payment>>> opened(List<Opening> openings) {
        return ensure(openings)
                .map(found -> openings.stream()
                        .map(opening ->
                                Optional.ofNullable(found.get(opening.order().id())))
                        .toList());
    }

    /**
     * The payments of different orders, opened over these intents unless there are some, and locked until the transaction
     * ends. Their amounts are the orders', whatever the intents say; their client secrets are filled in when the intents
     * bring them. There is none for an intent that is another order's.
     */
    Mono<Map<OrderId, Payment>> ensure(List<Opening> openings) {
        return database.sql(ENSURE)
                .bind("ids", column(openings, opening -> TypedId.generate(), UUID[]::new))
                .bind("orders", column(openings, opening -> opening.order().id().value(), UUID[]::new))
                .bind("intents", column(openings, opening -> opening.intent().id(), String[]::new))
                .bind("secrets", column(openings, opening -> opening.intent().clientSecret(), String[]::new))
                .bind(
                        "amounts",
                        column(openings, opening -> opening.order().total().amount(), Long[]::new))
                .bind(
                        "currencies",
                        column(
                                openings,
                                opening -> opening.order().total().currency().getCurrencyCode(),
                                String[]::new))
                .map(PaymentStore::payment)
                .all()
                .collectMap(Payment::orderId);
    }

    private static <T> T[] column(
            List<Opening> openings, Function<Opening, @Nullable T> value, IntFunction<T[]> array) {
        return openings.stream().map(value).toArray(array);
    }

    /** Moves an order's payment to a state; false, and no change, when it may not go there from where it is. */
    Mono<Boolean> move(OrderId order, PaymentStatus next, @Nullable String failureCode) {
        return move(List.of(order), next, failureCode);
    }

    /** Moves the payments of orders to a state, but those that may not go there; false when none was moved. */
    Mono<Boolean> move(Collection<OrderId> orders, PaymentStatus next, @Nullable String failureCode) {
        return database.sql("""
                        update payment set status = :next, failure_code = :failure, updated_at = now()
                        where order_id = any((select :orders::uuid[])::uuid[]) and status = any((select :from::text[])::text[])
                        """)
                .bind("next", next.name())
                .bind("failure", orNull(failureCode))
                .bind("orders", ids(orders))
                .bind("from", next.predecessors())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
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
