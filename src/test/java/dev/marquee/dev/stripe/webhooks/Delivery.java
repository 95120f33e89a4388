package dev.marquee.dev.stripe.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver one event.
 *
 * @param status the HTTP status of the answer, 0 when there was none
 * @param failure why there was no answer
 */
public record Delivery(
        String eventId,
        String type,
        int attempt,
        String url,
        SignedPayload payload,
        int status,
        @Nullable String failure,
        Instant at) {

    public boolean succeeded() {
        return status >= 200 && status < 300;
    }
}
