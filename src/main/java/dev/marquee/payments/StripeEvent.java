package dev.marquee.payments;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message of Stripe whose signature was right.
 *
 * @param live whether it is about real money
 * @param payload the whole message
 * @param intent what it says of a PaymentIntent, null when it is about something else
 * @param refund what it says of a refund, null when it is about something else
 */
record StripeEvent(
        String id,
        String type,
        boolean live,
        String payload,
        @Nullable Intent intent,
        @Nullable RefundReport refund) {

    /** Reads a message; {@link IllegalArgumentException} when it is none. */
    static StripeEvent read(JsonMapper json, byte[] body) {
        String payload = new String(body, StandardCharsets.UTF_8);
        JsonNode event = parse(json, payload);
        JsonNode id = event.path("id");
        JsonNode type = event.path("type");
        if (!id.isString() || !type.isString()) {
            throw new IllegalArgumentException("an event without id or type");
        }
        JsonNode object = event.path("data").path("object");
        String about = object.path("object").asString("");
        return new StripeEvent(
                id.stringValue(),
                type.stringValue(),
                event.path("livemode").asBoolean(false),
                payload,
                about.equals("payment_intent") ? Intent.of(object) : null,
                about.equals("refund") ? RefundReport.of(object) : null);
    }

    private static JsonNode parse(JsonMapper json, String payload) {
        try {
            return json.readTree(payload);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("no JSON", malformed);
        }
    }
}
