package dev.marquee.payments;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderBook;
import dev.marquee.ordering.OrderChanged;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Refunds paid orders in full: order, books and refund in one transaction, so each of them once. */
@Component
class RefundsOfOrders implements OutboxHandler<OrderChanged> {

    private final OrderBook orders;
    private final PaymentStore payments;
    private final PaymentEntries entries;
    private final Refunds refunds;
    private final TransactionalOperator transactions;

    RefundsOfOrders(
            OrderBook orders,
            PaymentStore payments,
            PaymentEntries entries,
            Refunds refunds,
            TransactionalOperator transactions) {
        this.orders = orders;
        this.payments = payments;
        this.entries = entries;
        this.refunds = refunds;
        this.transactions = transactions;
    }

    @Override
    public String topic() {
        return OrderBook.REFUND_DUE;
    }

    @Override
    public String name() {
        return "refunds";
    }

    @Override
    public Class<OrderChanged> payloadType() {
        return OrderChanged.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, OrderChanged due) {
        return payments.lock(due.orderId())
                .singleOptional()
                .flatMap(payment -> orders.takeBack(due.orderId())
                        .filter(order -> !order.total().isZero())
                        .flatMap(order -> sendBack(
                                order,
                                payment.orElseThrow(
                                        () -> new IllegalStateException("a paid order without its payment")))))
                .as(transactions::transactional);
    }

    private Mono<Void> sendBack(Order order, Payment payment) {
        return refunds.request(payment, "The event does not take place.")
                .then(entries.takenBack(order))
                .then(payments.move(order.id(), PaymentStatus.REFUNDING, null))
                .then();
    }
}
