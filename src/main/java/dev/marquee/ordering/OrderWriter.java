package dev.marquee.ordering;

import dev.marquee.inventory.Claim;
import dev.marquee.inventory.ClaimOutcome.Claimed;
import dev.marquee.plans.EventPlan;
import dev.marquee.plans.EventPlans;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Writes the orders of claims that succeeded, within the same transaction; free ones are paid at once. The fee is that of
 * the event's plan at this moment.
 */
@Component
class OrderWriter {

    private final OrderStore store;
    private final PaidSteps steps;
    private final EventPlans plans;
    private final ConfirmationCodes codes;

    OrderWriter(OrderStore store, PaidSteps steps, EventPlans plans, ConfirmationCodes codes) {
        this.store = store;
        this.steps = steps;
        this.plans = plans;
        this.codes = codes;
    }

    /** A claim that succeeded, and who asked for what. */
    record Sale(Claim claim, Claimed claimed, Basket basket) {}

    /** The orders of the sales, in their order; whether their codes are free turns out when they are sent. */
    Mono<List<Order>> write(List<Sale> sales) {
        return sales.isEmpty()
                ? Mono.just(List.of())
                : plansOf(sales)
                        .map(found ->
                                sales.stream().map(sale -> order(sale, found)).toList())
                        .delayUntil(store::insert)
                        .delayUntil(orders -> steps.atOnce(paid(orders)));
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
                codes.next(),
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
}
