package dev.marquee.dev.stripe.webhooks;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where events go, and how they are made to misbehave on the way.
 *
 * @param url the endpoint, or null to deliver nothing
 * @param secret the endpoint's signing secret
 * @param types the event types the endpoint wants, empty for all
 * @param copies how many times each event is sent, in parallel
 * @param held whether events wait until they are released
 * @param beforeAnswer whether an API call is answered only after its events were delivered
 * @param altered fields of {@code data.object} that are sent with another value; {@code livemode} changes the event too
 * @param attempts how many times an event that is not accepted is tried
 * @param firstPause the wait before the second attempt; it doubles up to five seconds
 */
public record WebhookSettings(
        @Nullable String url,
        String secret,
        Set<String> types,
        int copies,
        boolean held,
        boolean beforeAnswer,
        Map<String, Object> altered,
        int attempts,
        Duration firstPause) {

    /** Well-behaved delivery of every event. */
    public static WebhookSettings to(@Nullable String url, String secret) {
        return new WebhookSettings(url, secret, Set.of(), 1, false, false, Map.of(), 15, Duration.ofMillis(100));
    }

    public WebhookSettings withUrl(@Nullable String newUrl) {
        return new WebhookSettings(newUrl, secret, types, copies, held, beforeAnswer, altered, attempts, firstPause);
    }

    public WebhookSettings withSecret(String newSecret) {
        return new WebhookSettings(url, newSecret, types, copies, held, beforeAnswer, altered, attempts, firstPause);
    }

    public WebhookSettings withTypes(Set<String> wanted) {
        return new WebhookSettings(url, secret, wanted, copies, held, beforeAnswer, altered, attempts, firstPause);
    }

    public WebhookSettings withCopies(int count) {
        return new WebhookSettings(url, secret, types, count, held, beforeAnswer, altered, attempts, firstPause);
    }

    public WebhookSettings withHeld(boolean hold) {
        return new WebhookSettings(url, secret, types, copies, hold, beforeAnswer, altered, attempts, firstPause);
    }

    public WebhookSettings withBeforeAnswer(boolean before) {
        return new WebhookSettings(url, secret, types, copies, held, before, altered, attempts, firstPause);
    }

    public WebhookSettings withAltered(Map<String, Object> fields) {
        return new WebhookSettings(url, secret, types, copies, held, beforeAnswer, fields, attempts, firstPause);
    }

    public WebhookSettings withAttempts(int count, Duration pause) {
        return new WebhookSettings(url, secret, types, copies, held, beforeAnswer, altered, count, pause);
    }

    boolean wants(String type) {
        return url != null && (types.isEmpty() || types.contains(type));
    }

    /** The wait after a failed attempt. */
    Duration pauseAfter(int attempt) {
        long millis = firstPause.toMillis() << Math.min(attempt - 1, 10);
        return Duration.ofMillis(Math.min(millis, 5_000));
    }
}
