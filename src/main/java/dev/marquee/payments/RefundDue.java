package dev.marquee.payments;

import java.util.UUID;

/** Payload of the outbox topic {@code payments.refund-due}. */
record RefundDue(UUID refundId) {

    static final String TOPIC = "payments.refund-due";
}
