package dev.marquee.ordering;

import dev.marquee.ordering.OrderStore.Position;
import dev.marquee.platform.Outbox;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.OutboxId;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Winds up the orders of an event that will not take place. */
@Component
class OrdersOfEvent {

    private static final Logger log = LoggerFactory.getLogger(OrdersOfEvent.class);

    private static final int PAGE = 500;
    private static final int AT_ONCE = 8;

    private final OrderStore store;
    private final OrderClosing closing;
    private final Outbox outbox;

    OrdersOfEvent(OrderStore store, OrderClosing closing, Outbox outbox) {
        this.store = store;
        this.closing = closing;
        this.outbox = outbox;
    }

    /**
     * Closes the unpaid orders and has the paid ones refunded, through {@link OrderBook#REFUND_DUE}, once however often it
     * is repeated for the same cause; also those that turn out to be paid while they are closed.
     */
    Mono<Void> windUp(EventId event, OutboxId cause) {
        Mono<Void> paid = each(event, OrderStatus.PAID, orders -> refund(cause, orders));
        return paid.then(each(event, OrderStatus.PENDING, this::closeAll)).then(paid);
    }

    private Mono<Void> closeAll(List<OrderId> orders) {
        return Flux.fromIterable(orders).flatMap(this::close, AT_ONCE).then();
    }

    private Mono<Order> close(OrderId id) {
        return closing.cancel(id).onErrorResume(fault -> {
            log.warn("Order {} of a cancelled event could not be closed; it is closed when its hold ends", id, fault);
            return Mono.empty();
        });
    }

    private Mono<Void> refund(OutboxId cause, List<OrderId> orders) {
        return outbox.addOnce(
                cause,
                OrderBook.REFUND_DUE,
                orders.stream().map(OrderChanged::new).toList());
    }

    /** Goes through the orders in a state page by page. */
    private Mono<Void> each(EventId event, OrderStatus status, Function<List<OrderId>, Mono<Void>> step) {
        return store.of(event, status, Position.FIRST, PAGE)
                .expand(page -> page.size() < PAGE ? Mono.empty() : store.of(event, status, page.getLast(), PAGE))
                .concatMap(page -> page.isEmpty()
                        ? Mono.empty()
                        : step.apply(page.stream().map(Position::order).toList()))
                .then();
    }
}
