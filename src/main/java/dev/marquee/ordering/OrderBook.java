package dev.marquee.ordering;

import dev.marquee.shared.OrderId;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Orders as other modules find and finish them, whoever asks. */
public interface OrderBook {

    /** Topic of the outbox: a paid order is to be refunded in full; the payload is an {@link OrderChanged}. */
    String REFUND_DUE = "ordering.refund-due";

    /** What became of a payment that arrived. */
    enum Settlement {
        /** The order is paid, its tickets are issued. */
        PAID,
        /** It was paid before; nothing changed. */
        PAID_BEFORE,
        /** The hold was over and the tickets are gone: the order is refunded, the money must go back. */
        TOO_LATE
    }

    /** The order; empty when there is none. */
    Mono<Order> byId(OrderId id);

    /** Orders by id, in one statement; unknown ones are left out. */
    Mono<Map<OrderId, Order>> byIds(Collection<OrderId> ids);

    /** The order if the current caller is its buyer or may see the event's sales; else empty. */
    Mono<Order> visible(OrderId id);

    /** Those of these orders that {@link #visible(OrderId)} would give, in two statements at most. */
    Mono<Map<OrderId, Order>> visible(Collection<OrderId> ids);

    /**
     * Settles orders whose money has arrived, within the current transaction: takes the tickets for good, marks them as
     * paid, runs every {@link PaidStep}, adds the outbox rows {@code ordering.order-paid}. Each has its own outcome;
     * {@code NOT_FOUND}, and no change, when one does not exist.
     */
    Mono<Map<OrderId, Settlement>> settle(Collection<OrderId> ids);

    /**
     * Takes a paid order back, within the current transaction: puts its tickets back on sale, marks it as refunded, adds
     * the outbox row {@code ordering.order-refunded}. The order as it was before; empty, and no change, unless it is paid.
     */
    Mono<Order> takeBack(OrderId id);
}
