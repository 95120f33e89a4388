package dev.marquee.ordering;

import dev.marquee.inventory.Claim;
import dev.marquee.inventory.ClaimOutcome.Claimed;
import dev.marquee.plans.EventPlan;
import dev.marquee.plans.EventPlans;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Writes the orders of claims that succeeded, within the same transaction; free ones are paid at once. The fee is that of
 * the event's plan at this moment.
 */
@Component
class OrderWriter {

    private static final int CODES_TO_TRY = 5;

    private final OrderStore store;
    private final PaidSteps steps;
    private final EventPlans plans;
    private final RandomGenerator random = new SecureRandom();

    OrderWriter(OrderStore store, PaidSteps steps, EventPlans plans) {
        this.store = store;
        this.steps = steps;
        this.plans = plans;
    }

    /** A claim that succeeded, and who asked for what. */
    record Sale(Claim claim, Claimed claimed, Basket basket) {}

    /** The orders of the sales, in their order. */
    Mono<List<Order>> write(List<Sale> sales) {
        return sales.isEmpty()
                ? Mono.just(List.of())
                : plansOf(sales)
                        .map(found ->
                                sales.stream().map(sale -> order(sale, found)).toList())
                        .flatMap(orders -> insert(orders, CODES_TO_TRY))
                        .flatMap(orders -> steps.atOnce(paid(orders)).thenReturn(orders));
    }

    private static List<Order> paid(List<Order> orders) {
        return orders.stream()
                .filter(order -> order.status() == OrderStatus.PAID)
                .toList();
    }

    private Mono<Map<EventId, EventPlan>> plansOf(List<Sale> sales) {
        Set<EventId> charged = sales.stream()
                .filter(sale -> !sale.claimed().total().isZero())
                .map(sale -> sale.claim().event())
                .collect(Collectors.toSet());
        return charged.isEmpty() ? Mono.just(Map.of()) : plans.byEvents(charged);
    }

    private static Money fee(Money total, @Nullable EventPlan of) {
        return of == null ? Money.zero(total.currency()) : of.plan().fee(total);
    }

    private Order order(Sale sale, Map<EventId, EventPlan> plans) {
        Claim claim = sale.claim();
        Claimed claimed = sale.claimed();
        Basket basket = sale.basket();
        return new Order(
                claim.order(),
                claim.event(),
                claim.person(),
                ConfirmationCode.next(random),
                claimed.sold() ? OrderStatus.PAID : OrderStatus.PENDING,
                claimed.lines().stream().map(basket::priced).toList(),
                claimed.total(),
                fee(claimed.total(), plans.get(claim.event())),
                basket.buyer().displayName(),
                basket.buyer().email(),
                claimed.sold() ? null : claim.holdUntil(),
                1,
                claim.now(),
                claimed.sold() ? claim.now() : null);
    }

    /** Orders whose confirmation codes are taken get others. */
    private Mono<List<Order>> insert(List<Order> orders, int tries) {
        return store.insert(orders).flatMap(taken -> {
            if (taken.isEmpty()) {
                return Mono.just(orders);
            }
            if (tries == 1) {
                return Mono.error(new IllegalStateException("no free confirmation code was found"));
            }
            List<Order> left = orders.stream()
                    .filter(order -> taken.contains(order.id()))
                    .map(order -> order.withCode(ConfirmationCode.next(random)))
                    .toList();
            return insert(left, tries - 1).map(renamed -> replaced(orders, renamed));
        });
    }

    private static List<Order> replaced(List<Order> orders, List<Order> renamed) {
        Map<OrderId, Order> byId = Stream.concat(orders.stream(), renamed.stream())
                .collect(Collectors.toMap(Order::id, Function.identity(), (before, after) -> after));
        return orders.stream()
                .map(order -> byId.getOrDefault(order.id(), order))
                .toList();
    }
}
