package dev.marquee.payments;

import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.RefundId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money of an order that goes back to its buyer.
 *
 * @param intentId Stripe's id of the PaymentIntent that was paid
 * @param reason why it goes back, one sentence
 * @param stripeId Stripe's id of the refund, null until Stripe took it on
 * @param failureReason why it failed, in Stripe's terms, null unless it did
 */
record Refund(
        RefundId id,
        OrderId orderId,
        UUID paymentId,
        String intentId,
        Money amount,
        String reason,
        RefundStatus status,
        @Nullable String stripeId,
        @Nullable String failureReason,
        Instant createdAt,
        Instant updatedAt) {}
