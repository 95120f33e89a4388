package dev.marquee.payments;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderBook;
import dev.marquee.ordering.OrderBook.Settlement;
import dev.marquee.shared.OrderId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
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

    /** An order, and its payment, which is locked by the current transaction. */
    record Arrival(Order order, Payment payment) {}

    /** Settles the orders that this was not done for before; those. */
    Mono<Set<OrderId>> use(List<Arrival> arrivals) {
        List<Arrival> fresh = arrivals.stream()
                .filter(arrival -> arrival.payment().status().mayBecome(PaymentStatus.SUCCEEDED))
                .toList();
        return fresh.isEmpty()
                ? Mono.just(Set.of())
                : orders.settle(ids(fresh))
                        .flatMap(settled -> conclude(fresh, settled))
                        .thenReturn(ids(fresh));
    }

    private Mono<Void> conclude(List<Arrival> arrivals, Map<OrderId, Settlement> settled) {
        List<Arrival> late = arrivals.stream()
                .filter(arrival -> settled.get(arrival.order().id()) == Settlement.TOO_LATE)
                .toList();
        Set<OrderId> paid = new HashSet<>(ids(arrivals));
        paid.removeAll(ids(late));
        return payments.move(paid, PaymentStatus.SUCCEEDED, null)
                .thenMany(Flux.fromIterable(late))
                .concatMap(arrival -> sendBack(arrival.order(), arrival.payment()))
                .then();
    }

    private static Set<OrderId> ids(List<Arrival> arrivals) {
        return arrivals.stream().map(arrival -> arrival.order().id()).collect(Collectors.toUnmodifiableSet());
    }

    private Mono<Boolean> sendBack(Order order, Payment payment) {
        return refunds.request(payment, "The tickets were gone when the money arrived.")
                .then(entries.unapplied(order))
                .then(payments.move(order.id(), PaymentStatus.REFUNDING, null));
    }
}
