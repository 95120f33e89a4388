package dev.marquee.ordering;

import dev.marquee.inventory.Inventory;
import dev.marquee.ordering.OrderPayments.Closing;
import dev.marquee.platform.Outbox;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.OrderId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Closes unpaid orders: first the payment, then the hold; what turns out to be paid is settled instead. */
@Service
class OrderClosing {

    private final PaymentDesk payments;
    private final OrderBook book;
    private final OrderStore store;
    private final Inventory inventory;
    private final OrderNews news;
    private final Outbox outbox;
    private final TransactionalOperator transactions;
    private final Clock clock;

    OrderClosing(
            PaymentDesk payments,
            OrderBook book,
            OrderStore store,
            Inventory inventory,
            OrderNews news,
            Outbox outbox,
            TransactionalOperator transactions,
            Clock clock) {
        this.payments = payments;
        this.book = book;
        this.store = store;
        this.inventory = inventory;
        this.news = news;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Closes an order that its buyer gives up; the order as it is then. */
    Mono<Order> cancel(OrderId id) {
        return close(id, OrderStatus.CANCELLED);
    }

    /** Closes an order whose hold has ended; the order as it is then. */
    Mono<Order> expire(OrderId id) {
        return close(id, OrderStatus.EXPIRED);
    }

    /**
     * Out of reach, the payment stays open until {@link OpenPayments} can close it: money that arrives meanwhile takes the
     * tickets anew or goes back.
     */
    private Mono<Order> close(OrderId id, OrderStatus end) {
        return payments.close(id)
                .flatMap(closing -> closing == Closing.PAID
                        ? book.settle(List.of(id)).then(book.byId(id))
                        : release(id, end, closing).as(transactions::transactional));
    }

    private Mono<Order> release(OrderId id, OrderStatus end, Closing closing) {
        return store.lock(id)
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("order")))
                .flatMap(order -> order.status() == OrderStatus.PENDING
                        ? inventory.release(id).then(leaveOpen(id, closing)).then(turn(order.closed(end)))
                        : Mono.just(order));
    }

    private Mono<Void> leaveOpen(OrderId id, Closing closing) {
        return closing == Closing.UNREACHABLE ? outbox.add(OpenPayments.TOPIC, new OrderChanged(id)) : Mono.empty();
    }

    private Mono<Order> turn(Order closed) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return store.save(closed, now).flatMap(order -> news.turned(order).thenReturn(order));
    }
}
