package dev.marquee.ordering;

import dev.marquee.catalog.EventCancelled;
import dev.marquee.platform.Outbox;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.OutboxId;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Closes the unpaid orders of a cancelled event and lets the buyers of the paid ones know, through the outbox topic
 * {@link #TOPIC} with {@link OrderChanged}.
 */
@Component
class CalledOffOrders implements OutboxHandler<EventCancelled> {

    private static final Logger log = LoggerFactory.getLogger(CalledOffOrders.class);

    static final String TOPIC = "ordering.event-called-off";

    private static final OrderId FIRST = new OrderId(new UUID(0, 0));
    private static final int PAGE = 500;
    private static final int AT_ONCE = 8;

    private final OrderStore store;
    private final OrderClosing closing;
    private final Outbox outbox;

    CalledOffOrders(OrderStore store, OrderClosing closing, Outbox outbox) {
        this.store = store;
        this.closing = closing;
        this.outbox = outbox;
    }

    @Override
    public String topic() {
        return EventCancelled.TOPIC;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public Class<EventCancelled> payloadType() {
        return EventCancelled.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, EventCancelled cancelled) {
        Mono<Void> tellBuyers = each(cancelled.event(), OrderStatus.PAID, orders -> tell(id, orders));
        return tellBuyers
                .then(each(cancelled.event(), OrderStatus.PENDING, this::closeAll))
                .then(tellBuyers);
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

    private Mono<Void> tell(OutboxId cause, List<OrderId> orders) {
        return outbox.addOnce(
                cause, TOPIC, orders.stream().map(OrderChanged::new).toList());
    }

    /** Goes through the orders in a state page by page. */
    private Mono<Void> each(EventId event, OrderStatus status, Function<List<OrderId>, Mono<Void>> step) {
        return store.of(event, status, FIRST, PAGE)
                .expand(page -> page.size() < PAGE ? Mono.empty() : store.of(event, status, page.getLast(), PAGE))
                .concatMap(page -> page.isEmpty() ? Mono.empty() : step.apply(page))
                .then();
    }
}
