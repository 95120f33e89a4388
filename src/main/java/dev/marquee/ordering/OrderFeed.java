package dev.marquee.ordering;

import dev.marquee.identity.Caller;
import dev.marquee.platform.LiveFeeds;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.OrderId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The state of a buyer's order, live. */
@Component
class OrderFeed {

    private final OrderQueries orders;
    private final LiveFeeds feeds;

    OrderFeed(OrderQueries orders, LiveFeeds feeds) {
        this.orders = orders;
        this.feeds = feeds;
    }

    /** An order's state. */
    record OrderStatusUpdate(long revision, Order order) implements LiveFeeds.Revised {}

    /** {@code NOT_FOUND} unless the caller is the buyer; completes after REFUNDED, which nothing can follow. */
    Flux<OrderStatusUpdate> of(OrderId id, Caller caller) {
        return orders.byId(id)
                .filter(order -> order.buyerId().equals(caller.id()))
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("order")))
                .thenMany(feeds.state(OrderNews.topic(id), read(id)))
                .takeUntil(update -> update.order().status() == OrderStatus.REFUNDED);
    }

    private Mono<OrderStatusUpdate> read(OrderId id) {
        return Mono.defer(() -> orders.byId(id)).map(order -> new OrderStatusUpdate(order.revision(), order));
    }
}
