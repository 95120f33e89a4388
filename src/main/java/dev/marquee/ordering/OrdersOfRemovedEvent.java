package dev.marquee.ordering;

import dev.marquee.catalog.EventRemoved;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Winds up the orders of an event that an administrator removed. */
@Component
class OrdersOfRemovedEvent implements OutboxHandler<EventRemoved> {

    private final OrdersOfEvent orders;

    OrdersOfRemovedEvent(OrdersOfEvent orders) {
        this.orders = orders;
    }

    @Override
    public String topic() {
        return EventRemoved.TOPIC;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public Class<EventRemoved> payloadType() {
        return EventRemoved.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, EventRemoved removed) {
        return orders.windUp(removed.event(), id);
    }
}
