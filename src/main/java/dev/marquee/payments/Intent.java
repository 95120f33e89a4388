package dev.marquee.payments;

import com.stripe.model.PaymentIntent;
import dev.marquee.shared.OrderId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Stripe says of a PaymentIntent.
 *
 * @param clientSecret what lets a browser pay it; messages may come without it
 * @param amount what was asked for, in minor units
 * @param received what has arrived, in minor units
 * @param currency ISO 4217 code in lower case
 * @param live whether it is about real money
 * @param orderId the order in its metadata
 * @param failureCode why the last attempt failed
 */
record Intent(
        String id,
        @Nullable String clientSecret,
        String status,
        long amount,
        long received,
        String currency,
        boolean live,
        @Nullable String orderId,
        @Nullable String failureCode) {

    /** Key of the order's id in an intent's metadata. */
    static final String ORDER = "order_id";

    /** Reads an answer of the API. */
    static Intent of(PaymentIntent intent) {
        Long received = intent.getAmountReceived();
        return new Intent(
                intent.getId(),
                intent.getClientSecret(),
                intent.getStatus(),
                intent.getAmount(),
                received == null ? 0 : received,
                intent.getCurrency(),
                intent.getLivemode(),
                intent.getMetadata().get(ORDER),
                intent.getLastPaymentError() == null
                        ? null
                        : intent.getLastPaymentError().getCode());
    }

    /** Reads the object of an event; {@link IllegalArgumentException} when it lacks what every intent has. */
    static Intent of(JsonNode intent) {
        return new Intent(
                text(intent, "id"),
                optional(intent.path("client_secret")),
                text(intent, "status"),
                intent.path("amount").asLong(0),
                intent.path("amount_received").asLong(0),
                text(intent, "currency"),
                intent.path("livemode").asBoolean(false),
                optional(intent.path("metadata").path(ORDER)),
                optional(intent.path("last_payment_error").path("code")));
    }

    /** The order that it is to pay; null when it names none. */
    @Nullable OrderId order() {
        try {
            return orderId == null ? null : OrderId.of(orderId);
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }

    boolean hasSucceeded() {
        return status.equals("succeeded");
    }

    boolean isCancelled() {
        return status.equals("canceled");
    }

    private static String text(JsonNode node, String field) {
        String text = optional(node.path(field));
        if (text == null) {
            throw new IllegalArgumentException("a PaymentIntent without " + field);
        }
        return text;
    }

    private static @Nullable String optional(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
