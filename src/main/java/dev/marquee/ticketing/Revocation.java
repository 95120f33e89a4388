package dev.marquee.ticketing;

import dev.marquee.ordering.OrderChanged;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Revokes the tickets of an order that was refunded. */
@Component
class Revocation implements OutboxHandler<OrderChanged> {

    private final TicketBook tickets;

    Revocation(TicketBook tickets) {
        this.tickets = tickets;
    }

    @Override
    public String topic() {
        return "ordering.order-refunded";
    }

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
        return tickets.revoke(changed.orderId(), "The order was refunded.");
    }
}
