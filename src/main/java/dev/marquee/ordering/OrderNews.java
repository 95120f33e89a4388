package dev.marquee.ordering;

import dev.marquee.platform.LiveBus;
import dev.marquee.platform.Outbox;
import dev.marquee.shared.OrderId;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the outbox and the live subscribers what became of an order. */
@Component
class OrderNews {

    private final Outbox outbox;
    private final LiveBus bus;

    OrderNews(Outbox outbox, LiveBus bus) {
        this.outbox = outbox;
        this.bus = bus;
    }

    /** Topic of the live bus on which changes of an order are announced. */
    static String topic(OrderId order) {
        return "order:" + order;
    }

    /** Adds the outbox row of the state that the order has come to, and announces it after the commit. */
    Mono<Void> turned(Order order) {
        return add(order.status(), List.of(order)).then(bus.announce(topic(order.id())));
    }

    /** Adds the outbox rows of orders that waited for their money, and announces them after the commit. */
    Mono<Void> paid(List<Order> orders) {
        return add(OrderStatus.PAID, orders)
                .then(bus.announceAll(
                        orders.stream().map(order -> topic(order.id())).toList()));
    }

    /** Adds the outbox rows of new orders that are paid from the start; nobody can watch them yet. */
    Mono<Void> paidAtOnce(List<Order> orders) {
        return add(OrderStatus.PAID, orders);
    }

    private Mono<Void> add(OrderStatus status, List<Order> orders) {
        return outbox.addAll(
                topic(status),
                orders.stream().map(order -> new OrderChanged(order.id())).toList());
    }

    private static String topic(OrderStatus status) {
        return "ordering.order-" + status.name().toLowerCase(Locale.ROOT);
    }
}
