package dev.marquee.payments;

import java.util.Arrays;

/** Life of a payment; money that has arrived is never forgotten for a later message. */
enum PaymentStatus {
    OPEN,
    FAILED,
    SUCCEEDED,
    CANCELLED,
    REFUNDING,
    REFUNDED,
    REFUND_FAILED,
    MISMATCHED;

    /** Whether the buyer can still pay. */
    boolean isPayable() {
        return this == OPEN || this == FAILED;
    }

    /** Whether a payment may go from this state to the next one. */
    boolean mayBecome(PaymentStatus next) {
        return switch (next) {
            case FAILED, CANCELLED -> isPayable();
            case SUCCEEDED, MISMATCHED -> isPayable() || this == CANCELLED;
            case REFUNDING -> isPayable() || this == CANCELLED || this == SUCCEEDED || this == REFUND_FAILED;
            case REFUNDED -> this == REFUNDING;
            case REFUND_FAILED -> this == REFUNDING || this == REFUNDED;
            case OPEN -> false;
        };
    }

    /** Names of the states from which a payment may become this one. */
    String[] predecessors() {
        return Arrays.stream(values())
                .filter(status -> status.mayBecome(this))
                .map(Enum::name)
                .toArray(String[]::new);
    }
}
