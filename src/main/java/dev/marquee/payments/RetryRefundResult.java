package dev.marquee.payments;

import dev.marquee.platform.errors.Refusal;
import dev.marquee.platform.errors.RefusalCode;
import dev.marquee.platform.idempotency.Idempotency;

/** What trying a refund again came to. */
sealed interface RetryRefundResult {

    /** Another refund took the place of the failed one. */
    record RetryRefundSuccess(Refund refund) implements RetryRefundResult {}

    /** The refund has not failed, or was taken up again before. */
    record RefundStateConflict(RefundStatus status) implements RetryRefundResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.REFUND_STATE_CONFLICT;
        }

        @Override
        public String message() {
            return "Only a refund that failed can be tried again.";
        }
    }

    /** The key was used before with another payload. */
    record IdempotencyConflict() implements RetryRefundResult, Refusal {

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
