package dev.marquee.ordering;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Callers;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.inventory.Inventory;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lookups;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds orders for other modules and settles them when their money has arrived. */
@Service
class Settlements implements OrderBook {

    private final OrderStore store;
    private final Inventory inventory;
    private final PaidSteps steps;
    private final OrderNews news;
    private final Teams teams;
    private final TransactionalOperator transactions;
    private final Clock clock;
    private final Lookups<OrderId, Order> orders;

    Settlements(
            OrderQueries queries,
            OrderStore store,
            Inventory inventory,
            PaidSteps steps,
            OrderNews news,
            Teams teams,
            TransactionalOperator transactions,
            LaneSettings lanes,
            Clock clock) {
        this.store = store;
        this.inventory = inventory;
        this.steps = steps;
        this.news = news;
        this.teams = teams;
        this.transactions = transactions;
        this.clock = clock;
        this.orders = new Lookups<>(lanes, queries::byIds);
    }

    @Override
    public Mono<Order> byId(OrderId id) {
        return orders.find(id);
    }

    @Override
    public Mono<Map<OrderId, Order>> byIds(Collection<OrderId> ids) {
        return orders.find(ids);
    }

    @Override
    public Mono<Order> visible(OrderId id) {
        return visible(List.of(id)).mapNotNull(found -> found.get(id));
    }

    @Override
    public Mono<Map<OrderId, Order>> visible(Collection<OrderId> ids) {
        return Callers.current()
                .flatMap(caller -> orders.find(ids).flatMap(found -> visible(found, caller)))
                .defaultIfEmpty(Map.of());
    }

    private Mono<Map<OrderId, Order>> visible(Map<OrderId, Order> found, Caller caller) {
        List<EventId> others = found.values().stream()
                .filter(order -> !order.buyerId().equals(caller.id()))
                .map(Order::eventId)
                .toList();
        return teams.allowed(others, EventPermission.VIEW_SALES)
                .flatMapIterable(sold -> found.values().stream()
                        .filter(order -> order.buyerId().equals(caller.id()) || sold.contains(order.eventId()))
                        .toList())
                .collectMap(Order::id);
    }

    @Override
    public Mono<Map<OrderId, Settlement>> settle(Collection<OrderId> ids) {
        return store.lock(ids)
                .collectList()
                .filter(orders -> orders.size() == Set.copyOf(ids).size())
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("order")))
                .flatMap(this::settled)
                .as(transactions::transactional);
    }

    private Mono<Map<OrderId, Settlement>> settled(List<Order> orders) {
        Map<OrderId, Settlement> settled = new HashMap<>();
        List<Order> open = new ArrayList<>();
        for (Order order : orders) {
            switch (order.status()) {
                case PAID -> settled.put(order.id(), Settlement.PAID_BEFORE);
                case REFUNDED -> settled.put(order.id(), Settlement.TOO_LATE);
                case PENDING, CANCELLED, EXPIRED -> open.add(order);
            }
        }
        return take(open).map(taken -> {
            settled.putAll(taken);
            return settled;
        });
    }

    @Override
    public Mono<Order> takeBack(OrderId id) {
        return store.lock(id)
                .filter(order -> order.status() == OrderStatus.PAID)
                .delayUntil(order -> inventory.giveBack(id).then(refund(order)))
                .as(transactions::transactional);
    }

    private Mono<Map<OrderId, Settlement>> take(List<Order> open) {
        return open.isEmpty()
                ? Mono.just(Map.of())
                : inventory.confirm(open.stream().map(Order::id).toList()).flatMap(taken -> finish(open, taken));
    }

    private Mono<Map<OrderId, Settlement>> finish(List<Order> open, Set<OrderId> taken) {
        Map<OrderId, Settlement> outcomes = open.stream()
                .map(Order::id)
                .collect(Collectors.toMap(
                        Function.identity(), id -> taken.contains(id) ? Settlement.PAID : Settlement.TOO_LATE));
        return pay(open.stream().filter(order -> taken.contains(order.id())).toList())
                .thenMany(Flux.fromIterable(open).filter(order -> !taken.contains(order.id())))
                .concatMap(this::withoutTickets)
                .then(Mono.just(outcomes));
    }

    private Mono<Void> withoutTickets(Order order) {
        return Mono.deferContextual(
                        context -> LateSettling.repeats(context) ? inventory.waits(order.id()) : Mono.just(false))
                .flatMap(waits -> waits
                        ? Mono.error(new HoldsInTheWay(Wanted.by(order)))
                        : inventory.release(order.id()).then(refund(order)));
    }

    private Mono<Void> pay(List<Order> orders) {
        Instant now = now();
        List<Order> paid = orders.stream().map(order -> order.paid(now)).toList();
        return paid.isEmpty() ? Mono.empty() : store.save(paid, now).then(steps.run(paid));
    }

    private Mono<Void> refund(Order order) {
        return store.save(order.closed(OrderStatus.REFUNDED), now()).flatMap(news::turned);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
