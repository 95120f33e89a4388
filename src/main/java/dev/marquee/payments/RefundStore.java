package dev.marquee.payments;

import dev.marquee.platform.Rows;
import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The SQL of refunds. */
@Component
class RefundStore {

    private final DatabaseClient database;

    RefundStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> insert(PendingRefund refund, String reason) {
        return database.sql("""
                        insert into refund (id, order_id, payment_id, amount, currency, reason, status)
                        values (:id, :order, :payment, :amount, :currency, :reason, 'PENDING')
                        """)
                .bind("id", refund.id())
                .bind("order", refund.orderId().value())
                .bind("payment", refund.paymentId())
                .bind("amount", refund.amount().amount())
                .bind("currency", refund.amount().currency().getCurrencyCode())
                .bind("reason", reason)
                .then();
    }

    /** A refund that waits; empty when it is done. */
    Mono<PendingRefund> pending(UUID id) {
        return database.sql("""
                        select r.id, r.order_id, r.payment_id, p.intent_id, r.amount, r.currency
                        from refund r join payment p on p.id = r.payment_id
                        where r.id = :id and r.status = 'PENDING'
                        """).bind("id", id).map(RefundStore::refund).one();
    }

    /** Notes that the money went back; false when that was known. */
    Mono<Boolean> succeeded(UUID id, @Nullable String stripeId) {
        return database.sql("""
                        update refund set status = 'SUCCEEDED', stripe_id = :stripe, updated_at = now()
                        where id = :id and status = 'PENDING'
                        """)
                .bind("id", id)
                .bind("stripe", stripeId == null ? Parameters.in(String.class) : Parameters.in(stripeId))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static PendingRefund refund(Readable row) {
        return new PendingRefund(
                Rows.uuid(row, "id"),
                new OrderId(Rows.uuid(row, "order_id")),
                Rows.uuid(row, "payment_id"),
                Rows.text(row, "intent_id"),
                Money.of(Rows.number(row, "amount"), Rows.text(row, "currency")));
    }
}
