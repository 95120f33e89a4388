package dev.marquee.payments;

import dev.marquee.platform.Rows;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.RefundId;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SQL of refunds. */
@Component
class RefundStore {

    private static final String COLUMNS = """
            r.id, r.order_id, r.payment_id, p.intent_id, r.amount, r.currency, r.reason, r.status, r.stripe_id,
            r.failure_reason, r.created_at, r.updated_at
            """;

    private static final String SELECT =
            "select " + COLUMNS + " from refund r join payment p on p.id = r.payment_id where ";

    private final DatabaseClient database;

    RefundStore(DatabaseClient database) {
        this.database = database;
    }

    /** A refund that a report moved, and the state it was in before. */
    record Moved(Refund refund, RefundStatus before) {}

    Mono<Void> insert(RefundId id, OrderId order, UUID payment, Money amount, String reason) {
        return database.sql("""
                        insert into refund (id, order_id, payment_id, amount, currency, reason, status)
                        values (:id, :order, :payment, :amount, :currency, :reason, 'REQUESTED')
                        """)
                .bind("id", id.value())
                .bind("order", order.value())
                .bind("payment", payment)
                .bind("amount", amount.amount())
                .bind("currency", amount.currency().getCurrencyCode())
                .bind("reason", reason)
                .then();
    }

    Mono<Refund> byId(RefundId id) {
        return byIds(List.of(id.value())).next();
    }

    Flux<Refund> byIds(Collection<UUID> ids) {
        return database.sql(SELECT + "r.id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(RefundStore::refund)
                .all();
    }

    /** A refund that Stripe has still to be asked for; empty when Stripe knows of it. */
    Mono<Refund> requested(RefundId id) {
        return byId(id).filter(refund -> refund.status() == RefundStatus.REQUESTED);
    }

    /** One row more than the page asks for, latest first; only those in a state when it is given. */
    Mono<List<Refund>> page(@Nullable RefundStatus status, PageRequest page, @Nullable ListPlace after) {
        var statement = database.sql(SELECT + (status == null ? "true" : "r.status = :status")
                        + (after == null ? "" : " and (r.created_at, r.id) < (:afterTime, :afterId)")
                        + " order by r.created_at desc, r.id desc limit :limit")
                .bind("limit", page.size() + 1);
        statement = status == null ? statement : statement.bind("status", status.name());
        statement = after == null ? statement : after.bind(statement);
        return statement.map(RefundStore::refund).all().collectList();
    }

    /** Moves a refund to the state that Stripe reports; empty when it was there before, or is not known. */
    Mono<Moved> advance(@Nullable RefundId id, RefundReport report) {
        return database.sql("""
                        update refund r set status = :next, stripe_id = coalesce(:stripe, r.stripe_id),
                          failure_reason = :failure, updated_at = now()
                        from payment p
                        where p.id = r.payment_id and r.status = any(:from)
                          and (r.stripe_id = :stripe or (r.id = :id and r.stripe_id is null))
                        returning old.status as before,
                        """ + COLUMNS)
                .bind("next", report.status().name())
                .bind("stripe", orNull(report.stripeId()))
                .bind("failure", orNull(report.failureReason()))
                .bind("from", report.status().predecessors())
                .bind("id", id == null ? Parameters.in(UUID.class) : Parameters.in(id.value()))
                .map(row -> new Moved(refund(row), RefundStatus.valueOf(Rows.text(row, "before"))))
                .one();
    }

    /** Marks a failed refund as taken up again; false when it has not failed. */
    Mono<Boolean> retried(RefundId id) {
        return database.sql(
                        "update refund set status = 'RETRIED', updated_at = now() where id = :id and status = 'FAILED'")
                .bind("id", id.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static Parameter orNull(@Nullable String text) {
        return text == null ? Parameters.in(String.class) : Parameters.in(text);
    }

    private static Refund refund(Readable row) {
        return new Refund(
                new RefundId(Rows.uuid(row, "id")),
                new OrderId(Rows.uuid(row, "order_id")),
                Rows.uuid(row, "payment_id"),
                Rows.text(row, "intent_id"),
                Money.of(Rows.number(row, "amount"), Rows.text(row, "currency")),
                Rows.text(row, "reason"),
                RefundStatus.valueOf(Rows.text(row, "status")),
                row.get("stripe_id", String.class),
                row.get("failure_reason", String.class),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
