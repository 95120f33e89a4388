package dev.marquee.ordering;

import dev.marquee.shared.OrderId;
import reactor.core.publisher.Mono;

/** What ordering needs of payments, which implements it. No method runs within a transaction. */
public interface OrderPayments {

    /** What closing a payment came to. */
    enum Closing {
        /** No money can arrive any more. */
        CLOSED,
        /** The money has arrived; the order must be paid instead of closed. */
        PAID,
        /** The provider is out of reach; money may still arrive and is then refunded or used. */
        UNREACHABLE
    }

    /**
     * Opens the payment of an order that was just written. {@link Unreachable} when the provider cannot be had,
     * {@link Refused} when it never takes this one.
     */
    Mono<Void> open(Order order);

    /** Finds the payment of a pending order open, or opens it as {@link #open} does. */
    Mono<Void> resume(Order order);

    /** Closes the payment of an order before its tickets are released; {@code CLOSED} when there is none. */
    Mono<Closing> close(OrderId order);

    /** The provider refuses this payment for good, e.g. since the amount is too small. */
    final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Refused(Throwable cause) {
            super("the payment provider refuses the payment", cause);
        }
    }

    /** The provider is out of reach or refuses for a passing reason. */
    final class Unreachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Unreachable(Throwable cause) {
            super("the payment provider is out of reach", cause);
        }
    }
}
