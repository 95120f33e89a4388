package dev.marquee.ordering;

import dev.marquee.identity.Caller;
import dev.marquee.ordering.OrderResult.CancelOrderSuccess;
import dev.marquee.ordering.OrderResult.IdempotencyConflict;
import dev.marquee.ordering.OrderResult.OrderStateConflict;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.idempotency.Idempotency;
import dev.marquee.shared.OrderId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Lets buyers give up unpaid orders: the key is bound first, then the payment is closed, then the hold. */
@Service
class Cancelling {

    private final OrderQueries orders;
    private final OrderClosing closing;
    private final Idempotency idempotency;

    Cancelling(OrderQueries orders, OrderClosing closing, Idempotency idempotency) {
        this.orders = orders;
        this.closing = closing;
        this.idempotency = idempotency;
    }

    /** {@code NOT_FOUND} for an order that is not the caller's. */
    Mono<OrderResult> cancel(OrderInput.Cancel input, Caller caller) {
        return own(input.orderId(), caller)
                .flatMap(order -> idempotency.<OrderResult>once(
                        new Idempotency.Use(
                                caller.id(),
                                input.idempotencyKey(),
                                new OrderInput.Payload("cancelOrder", input),
                                input.orderId().toString()),
                        own(input.orderId(), caller).map(Cancelling::begin),
                        new Idempotency.Rules<>(
                                begun -> begun instanceof CancelOrderSuccess,
                                id -> own(OrderId.of(id), caller).map(CancelOrderSuccess::new),
                                new IdempotencyConflict())))
                .flatMap(this::finish);
    }

    private Mono<Order> own(OrderId id, Caller caller) {
        return orders.byId(id)
                .filter(order -> order.buyerId().equals(caller.id()))
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("order")));
    }

    /** A success as far as the order waits for its payment, which is still to be closed. */
    private static OrderResult begin(Order order) {
        return order.status() == OrderStatus.PENDING
                ? new CancelOrderSuccess(order)
                : new OrderStateConflict(order.status());
    }

    private Mono<OrderResult> finish(OrderResult begun) {
        return begun instanceof CancelOrderSuccess(Order order)
                ? finish(order).map(Cancelling::outcome)
                : Mono.just(begun);
    }

    private Mono<Order> finish(Order order) {
        return order.status() == OrderStatus.PENDING ? closing.cancel(order.id()) : Mono.just(order);
    }

    private static OrderResult outcome(Order order) {
        return order.status() == OrderStatus.CANCELLED
                ? new CancelOrderSuccess(order)
                : new OrderStateConflict(order.status());
    }
}
