package dev.marquee.ticketing;

import dev.marquee.shared.OrderId;
import dev.marquee.shared.TicketId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Finds tickets by id on a real database and without an application. */
public record TestTickets(DatabaseClient database) implements TicketBook {

    @Override
    public Mono<Map<TicketId, Ticket>> byIds(Collection<TicketId> ids) {
        return new TicketQueries(database).byIds(ids).collectMap(Ticket::id);
    }

    @Override
    public Mono<List<Ticket>> ofOrder(OrderId order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<Map<OrderId, List<Ticket>>> ofOrders(Collection<OrderId> orders) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<Void> revoke(OrderId order, String reason) {
        throw new UnsupportedOperationException();
    }
}
