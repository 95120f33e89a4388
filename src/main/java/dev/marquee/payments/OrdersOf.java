package dev.marquee.payments;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderBook;
import dev.marquee.shared.OrderId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Finds the orders of many things at once. */
final class OrdersOf {

    private OrdersOf() {}

    /** The order of each of these things, which all have one. */
    static <T> Mono<Map<T, Order>> each(List<T> things, Function<T, OrderId> order, OrderBook orders) {
        return orders.byIds(things.stream().map(order).distinct().toList())
                .map(found -> things.stream()
                        .distinct()
                        .collect(Collectors.toMap(
                                Function.identity(), thing -> Objects.requireNonNull(found.get(order.apply(thing))))));
    }
}
