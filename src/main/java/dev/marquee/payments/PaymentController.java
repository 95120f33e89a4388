package dev.marquee.payments;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Callers;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Role;
import dev.marquee.identity.Teams;
import dev.marquee.ordering.Order;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Shows payments to those whom the orders concern. */
@Controller
class PaymentController {

    private final PaymentStore payments;
    private final JustOpened justOpened;
    private final Teams teams;

    PaymentController(PaymentStore payments, JustOpened justOpened, Teams teams) {
        this.payments = payments;
        this.justOpened = justOpened;
        this.teams = teams;
    }

    @BatchMapping
    Mono<Map<Order, PaymentView>> payment(List<Order> orders) {
        return Callers.current()
                .flatMap(caller -> visible(orders, caller).flatMap(seen -> views(seen, caller)))
                .defaultIfEmpty(Map.of());
    }

    private Mono<List<Order>> visible(List<Order> orders, Caller caller) {
        List<EventId> foreign = orders.stream()
                .filter(order -> !order.buyerId().equals(caller.id()))
                .map(Order::eventId)
                .distinct()
                .toList();
        return caller.has(Role.ADMIN) || foreign.isEmpty()
                ? Mono.just(orders)
                : teams.memberships(foreign, caller.id())
                        .map(own -> orders.stream()
                                .filter(order ->
                                        order.buyerId().equals(caller.id()) || seesSales(own.get(order.eventId())))
                                .toList());
    }

    private static boolean seesSales(Teams.@Nullable Membership own) {
        return own != null && EventPermission.VIEW_SALES.allows(own.role());
    }

    private Mono<Map<Order, PaymentView>> views(List<Order> orders, Caller caller) {
        return shown(orders)
                .map(found -> orders.stream()
                        .distinct()
                        .filter(order -> found.containsKey(order.id()))
                        .collect(Collectors.toMap(Function.identity(), order -> view(order, found, caller))));
    }

    private Mono<Map<OrderId, Payment>> shown(List<Order> orders) {
        Map<OrderId, Payment> known = new HashMap<>();
        Set<OrderId> others = new HashSet<>();
        for (Order order : orders) {
            Payment opened = justOpened.of(order);
            if (opened == null) {
                others.add(order.id());
            } else {
                known.put(order.id(), opened);
            }
        }
        return others.isEmpty()
                ? Mono.just(known)
                : payments.of(others).map(found -> {
                    known.putAll(found);
                    return known;
                });
    }

    private static PaymentView view(Order order, Map<OrderId, Payment> found, Caller caller) {
        Payment payment = found.get(order.id());
        if (payment == null) {
            throw new IllegalStateException("only orders with a payment are shown with one");
        }
        return PaymentView.of(payment, order, order.buyerId().equals(caller.id()));
    }
}
