package dev.marquee.ticketing;

import dev.marquee.ordering.OrderChanged;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import reactor.core.publisher.Mono;

/** Revokes the tickets of an order after one kind of change; the reason is kept with each of them. */
record Revocation(String topic, String reason, TicketBook tickets) implements OutboxHandler<OrderChanged> {

    @Override
    public String name() {
        return "tickets";
    }

    @Override
    public Class<OrderChanged> payloadType() {
        return OrderChanged.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, OrderChanged changed) {
        return tickets.revoke(changed.orderId(), reason);
    }
}
