package dev.marquee.ordering;

import dev.marquee.platform.errors.Refusal;
import dev.marquee.platform.errors.RefusalCode;
import dev.marquee.platform.idempotency.Idempotency;
import dev.marquee.shared.TicketTypeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a mutation of an order came to. */
sealed interface OrderResult {

    /** The tickets are held, or issued when the order is free. */
    record PlaceOrderSuccess(Order order) implements OrderResult {}

    /** The order is cancelled and its tickets are back on sale. */
    record CancelOrderSuccess(Order order) implements OrderResult {}

    /** Fewer tickets are left than asked for. */
    record SoldOut(TicketTypeId ticketTypeId, int remaining) implements OrderResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.SOLD_OUT;
        }

        @Override
        public String message() {
            return remaining > 0 ? "Only " + remaining + " tickets are left." : "No tickets are left.";
        }
    }

    /** The ticket type is not on sale at this time. */
    record SalesClosed(
            TicketTypeId ticketTypeId,
            @Nullable Instant salesStart,
            @Nullable Instant salesEnd) implements OrderResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.SALES_CLOSED;
        }

        @Override
        public String message() {
            return "This ticket type is not on sale at this time.";
        }
    }

    /** Who a limit is for. */
    enum LimitScope {
        ORDER,
        PERSON
    }

    /** More tickets than one order or one person may have. */
    record LimitExceeded(TicketTypeId ticketTypeId, LimitScope scope, int limit) implements OrderResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.LIMIT_EXCEEDED;
        }

        @Override
        public String message() {
            return "At most " + limit + " of these tickets for one "
                    + (scope == LimitScope.ORDER ? "order." : "person.");
        }
    }

    /** There is no such event, or it is not published, is cancelled, or is over. */
    record EventNotOnSale() implements OrderResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.EVENT_NOT_ON_SALE;
        }

        @Override
        public String message() {
            return "There is no such event on sale.";
        }
    }

    /** The tickets are held, but the payment could not be opened. */
    record PaymentUnavailable(Order order) implements OrderResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.PAYMENT_UNAVAILABLE;
        }

        @Override
        public String message() {
            return "The payment provider cannot be reached. The tickets are held: repeat with the same idempotency key.";
        }
    }

    /** The payment provider never takes this payment, so the order is cancelled. */
    record PaymentRefused(Order order) implements OrderResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.PAYMENT_REFUSED;
        }

        @Override
        public String message() {
            return "No payment of this amount can be taken. The order is cancelled.";
        }
    }

    /** The order's state does not allow this. */
    record OrderStateConflict(OrderStatus status) implements OrderResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.ORDER_STATE_CONFLICT;
        }

        @Override
        public String message() {
            return "Only an order that waits for its payment can be cancelled.";
        }
    }

    /** The key was used before with another payload. */
    record IdempotencyConflict() implements OrderResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.IDEMPOTENCY_CONFLICT;
        }

        @Override
        public String message() {
            return Idempotency.CONFLICT;
        }
    }
}
