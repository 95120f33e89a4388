package dev.marquee.ordering;

import dev.marquee.catalog.EventCancelled;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Winds up the orders of an event that its organizer called off. */
@Component
class OrdersOfCancelledEvent implements OutboxHandler<EventCancelled> {

    private final OrdersOfEvent orders;

    OrdersOfCancelledEvent(OrdersOfEvent orders) {
        this.orders = orders;
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
        return orders.windUp(cancelled.event(), id);
    }
}
