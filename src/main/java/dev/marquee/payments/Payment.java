package dev.marquee.payments;

import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The payment of an order.
 *
 * @param intentId Stripe's id of the PaymentIntent
 * @param clientSecret what lets a browser pay it, null while only a message without it told of the intent
 * @param amount what the order costs
 * @param failureCode why the last attempt failed, in Stripe's terms
 */
record Payment(
        UUID id,
        OrderId orderId,
        String intentId,
        @Nullable String clientSecret,
        PaymentStatus status,
        Money amount,
        @Nullable String failureCode) {

    /** What the order asks for. */
    PaymentFacts facts(boolean live) {
        return new PaymentFacts(
                intentId, amount.amount(), amount.amount(), amount.currency().getCurrencyCode(), live);
    }

    /** Whether an intent is this payment's, over the same amount and in the same currency. */
    boolean matches(Intent intent) {
        return intentId.equals(intent.id())
                && intent.amount() == amount.amount()
                && intent.received() == amount.amount()
                && intent.currency().equalsIgnoreCase(amount.currency().getCurrencyCode());
    }
}
