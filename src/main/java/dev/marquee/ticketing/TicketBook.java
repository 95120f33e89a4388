package dev.marquee.ticketing;

import dev.marquee.shared.OrderId;
import dev.marquee.shared.TicketId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Tickets as other modules find and revoke them, whoever asks. */
public interface TicketBook {

    /** Tickets of an order in the order of its lines; empty until it is paid. */
    Mono<List<Ticket>> ofOrder(OrderId order);

    /** Tickets of orders, in one statement; orders without tickets are left out. */
    Mono<Map<OrderId, List<Ticket>>> ofOrders(Collection<OrderId> orders);

    /** Tickets by id, in one statement; unknown ones are left out. */
    Mono<Map<TicketId, Ticket>> byIds(Collection<TicketId> ids);

    /** Makes the tickets of an order and their codes worthless; joins the current transaction, safe to repeat. */
    Mono<Void> revoke(OrderId order, String reason);
}
