package dev.marquee.payments;

import java.util.Arrays;

/** Life of a refund; a succeeded one may still fail, when the bank sends the money back. */
enum RefundStatus {
    REQUESTED,
    PENDING,
    SUCCEEDED,
    FAILED,
    RETRIED;

    /** Whether a refund may go from this state to the next one. */
    boolean mayBecome(RefundStatus next) {
        return switch (next) {
            case REQUESTED -> false;
            case PENDING -> this == REQUESTED;
            case SUCCEEDED -> this == REQUESTED || this == PENDING;
            case FAILED -> this == REQUESTED || this == PENDING || this == SUCCEEDED;
            case RETRIED -> this == FAILED;
        };
    }

    /** Names of the states from which a refund may become this one. */
    String[] predecessors() {
        return Arrays.stream(values())
                .filter(status -> status.mayBecome(this))
                .map(Enum::name)
                .toArray(String[]::new);
    }
}
