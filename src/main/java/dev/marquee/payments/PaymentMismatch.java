package dev.marquee.payments;

import dev.marquee.shared.MismatchId;
import dev.marquee.shared.OrderId;
import java.time.Instant;

/**
 * Money that Stripe reported and that is not what an order asked for.
 *
 * @param stripeEventId Stripe's id of the message that reported it
 */
record PaymentMismatch(
        MismatchId id,
        OrderId orderId,
        String stripeEventId,
        PaymentFacts expected,
        PaymentFacts received,
        Instant recordedAt) {}
