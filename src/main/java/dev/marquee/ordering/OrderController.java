package dev.marquee.ordering;

import dev.marquee.catalog.Event;
import dev.marquee.catalog.EventDirectory;
import dev.marquee.identity.Caller;
import dev.marquee.inventory.TicketType;
import dev.marquee.inventory.TicketTypes;
import dev.marquee.ordering.OrderFeed.OrderStatusUpdate;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Orders. */
@Controller
class OrderController {

    private final Checkout checkout;
    private final Cancelling cancelling;
    private final OrderQueries orders;
    private final OrderBook book;
    private final OrderFeed feed;
    private final EventDirectory events;
    private final TicketTypes ticketTypes;

    OrderController(
            Checkout checkout,
            Cancelling cancelling,
            OrderQueries orders,
            OrderBook book,
            OrderFeed feed,
            EventDirectory events,
            TicketTypes ticketTypes) {
        this.checkout = checkout;
        this.cancelling = cancelling;
        this.orders = orders;
        this.book = book;
        this.feed = feed;
        this.events = events;
        this.ticketTypes = ticketTypes;
    }

    @MutationMapping
    Mono<OrderResult> placeOrder(@Argument OrderInput.Place input, Caller caller) {
        return checkout.place(input, caller);
    }

    @MutationMapping
    Mono<OrderResult> cancelOrder(@Argument OrderInput.Cancel input, Caller caller) {
        return cancelling.cancel(input, caller);
    }

    @QueryMapping
    Mono<Order> order(@Argument OrderId id) {
        return book.visible(id);
    }

    @QueryMapping
    Mono<Page<Order>> myOrders(@Argument @Nullable Integer first, @Argument @Nullable String after, Caller caller) {
        return orders.ofBuyer(caller.id(), PageRequest.forward(first, after));
    }

    @QueryMapping
    Mono<Page<Order>> eventOrders(
            @Argument EventId eventId,
            @Argument @Nullable OrderStatus status,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after) {
        return orders.ofEvent(eventId, status, PageRequest.forward(first, after));
    }

    @SubscriptionMapping
    Flux<OrderStatusUpdate> orderStatus(@Argument OrderId orderId, Caller caller) {
        return feed.of(orderId, caller);
    }

    @BatchMapping
    Mono<Map<Order, Event>> event(List<Order> orders) {
        return events.byIds(orders.stream().map(Order::eventId).distinct().toList())
                .map(found -> joined(orders, order -> found.get(order.eventId())));
    }

    @BatchMapping
    Mono<Map<OrderLine, TicketType>> ticketType(List<OrderLine> lines) {
        return ticketTypes
                .byIds(lines.stream().map(OrderLine::ticketTypeId).distinct().toList())
                .map(found -> joined(lines, line -> found.get(line.ticketTypeId())));
    }

    private static <S, T> Map<S, T> joined(List<S> sources, Function<S, @Nullable T> target) {
        return sources.stream()
                .distinct()
                .filter(source -> target.apply(source) != null)
                .collect(Collectors.toMap(Function.identity(), target));
    }
}
