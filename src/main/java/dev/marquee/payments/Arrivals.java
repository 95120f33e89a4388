package dev.marquee.payments;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderBook;
import dev.marquee.ordering.OrderBook.Settlement;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Uses money that has arrived: for the order's tickets, or for a refund when they are gone. */
@Service
class Arrivals {

    private final PaymentStore payments;
    private final Refunds refunds;
    private final OrderBook orders;
    private final PaymentEntries entries;

    Arrivals(PaymentStore payments, Refunds refunds, OrderBook orders, PaymentEntries entries) {
        this.payments = payments;
        this.refunds = refunds;
        this.orders = orders;
        this.entries = entries;
    }

    /** Settles the order of a payment that is locked by the current transaction; false when that was done before. */
    Mono<Boolean> use(Order order, Payment payment) {
        return payment.status().mayBecome(PaymentStatus.SUCCEEDED) ? settle(order, payment) : Mono.just(false);
    }

    private Mono<Boolean> settle(Order order, Payment payment) {
        return orders.settle(order.id())
                .flatMap(settled -> settled == Settlement.TOO_LATE
                        ? sendBack(order, payment)
                        : payments.move(order.id(), PaymentStatus.SUCCEEDED, null))
                .thenReturn(true);
    }

    private Mono<Boolean> sendBack(Order order, Payment payment) {
        return refunds.request(payment, "The tickets were gone when the money arrived.")
                .then(entries.unapplied(order))
                .then(payments.move(order.id(), PaymentStatus.REFUNDING, null));
    }
}
