package dev.marquee.ordering;

import dev.marquee.identity.EventOwned;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds orders for {@code node}, and their events for {@code @event}. */
@Component
class OrderNodes implements NodeSource, EventOwned {

    private final OrderBook book;

    OrderNodes(OrderBook book) {
        this.book = book;
    }

    @Override
    public String prefix() {
        return OrderId.PREFIX;
    }

    @Override
    public Mono<EventId> eventOf(UUID id) {
        return book.byId(new OrderId(id)).map(Order::eventId);
    }

    @Override
    public Mono<Map<UUID, Order>> find(Collection<UUID> ids) {
        return book.visible(ids.stream().map(OrderId::new).toList())
                .flatMapIterable(Map::values)
                .collectMap(order -> order.id().value());
    }
}
