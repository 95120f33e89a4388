package dev.marquee.payments;

import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The payment of an order.
 *
 * @param intentId Stripe's id of the PaymentIntent
 * @param clientSecret what lets a browser pay it
 * @param amount what the order costs
 * @param failureCode why the last attempt failed, in Stripe's terms
 */
record Payment(
        UUID id,
        OrderId orderId,
        String intentId,
        String clientSecret,
        PaymentStatus status,
        Money amount,
        @Nullable String failureCode) {

    /** Whether an intent is this payment's, over the same amount and in the same currency. */
    boolean matches(Intent intent) {
        return intentId.equals(intent.id())
                && intent.amount() == amount.amount()
                && intent.received() == amount.amount()
                && intent.currency().equalsIgnoreCase(amount.currency().getCurrencyCode());
    }
}
