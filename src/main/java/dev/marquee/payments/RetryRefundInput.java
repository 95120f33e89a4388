package dev.marquee.payments;

import dev.marquee.shared.RefundId;

/** Which refund to try again. */
record RetryRefundInput(RefundId refundId, String idempotencyKey) {}
