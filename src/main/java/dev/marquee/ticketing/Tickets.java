package dev.marquee.ticketing;

import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lookups;
import dev.marquee.platform.paging.Cursors;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketId;
import dev.marquee.ticketing.TicketQueries.Position;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Finds and revokes tickets. */
@Service
class Tickets implements TicketBook {

    private static final String LIST = "tickets:issued";

    private final TicketQueries queries;
    private final Cursors cursors;
    private final Clock clock;
    private final Lookups<OrderId, List<Ticket>> byOrder;
    private final Lookups<TicketId, Ticket> byId;

    Tickets(TicketQueries queries, Cursors cursors, LaneSettings lanes, Clock clock) {
        this.queries = queries;
        this.cursors = cursors;
        this.clock = clock;
        this.byOrder =
                new Lookups<>(lanes, ids -> queries.ofOrders(ids).collect(Collectors.groupingBy(Ticket::orderId)));
        this.byId = new Lookups<>(lanes, ids -> queries.byIds(ids).collectMap(Ticket::id));
    }

    @Override
    public Mono<List<Ticket>> ofOrder(OrderId order) {
        return byOrder.find(order).defaultIfEmpty(List.of());
    }

    @Override
    public Mono<Map<OrderId, List<Ticket>>> ofOrders(Collection<OrderId> orders) {
        return byOrder.find(orders);
    }

    @Override
    public Mono<Map<TicketId, Ticket>> byIds(Collection<TicketId> ids) {
        return byId.find(ids);
    }

    @Override
    public Mono<Void> revoke(OrderId order, String reason) {
        return queries.revoke(order, reason, clock.instant());
    }

    /** A page of a person's tickets, latest issued first. */
    Mono<Page<Ticket>> ofHolder(PersonId holder, @Nullable EventId event, PageRequest request) {
        Position after = request.cursor() == null ? null : position(request.cursor());
        return queries.ofHolder(holder, event, after, request.size() + 1)
                .collectList()
                .map(rows -> Page.of(rows, request, this::cursor));
    }

    private String cursor(Ticket ticket) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, ticket.issuedAt());
        return cursors.encode(LIST, micros, ticket.id().value().toString());
    }

    private Position position(String cursor) {
        List<Object> values = cursors.decode(LIST, cursor, "after");
        Instant issuedAt = Instant.EPOCH.plus(((Number) values.getFirst()).longValue(), ChronoUnit.MICROS);
        return new Position(issuedAt, UUID.fromString(values.getLast().toString()));
    }
}
