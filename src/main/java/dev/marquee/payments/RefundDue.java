package dev.marquee.payments;

import dev.marquee.shared.RefundId;

/** Payload of the outbox topic {@code payments.refund-due}. */
record RefundDue(RefundId refundId) {

    static final String TOPIC = "payments.refund-due";
}
