package dev.marquee.ordering;

import dev.marquee.catalog.EventCancelled;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Closes the unpaid orders of a cancelled event and lets the buyers of the paid ones know, through the outbox topic
 * {@link #TOPIC} with {@link OrderChanged}.
 */
@Component
class CalledOffOrders implements OutboxHandler<EventCancelled> {

    static final String TOPIC = "ordering.event-called-off";

    private final OrdersOfEvent orders;

    CalledOffOrders(OrdersOfEvent orders) {
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
        return orders.windUp(cancelled.event(), id, TOPIC);
    }
}
