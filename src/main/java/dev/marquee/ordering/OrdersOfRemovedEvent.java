package dev.marquee.ordering;

import dev.marquee.catalog.EventRemoved;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Closes the unpaid orders of a removed event and has the paid ones refunded, through {@link OrderBook#REFUND_DUE}. */
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
        return orders.windUp(removed.event(), id, OrderBook.REFUND_DUE);
    }
}
