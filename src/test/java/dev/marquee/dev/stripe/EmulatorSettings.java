package dev.marquee.dev.stripe;

import dev.marquee.dev.stripe.http.ApiKeys;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How an emulator is started.
 *
 * @param port the port on the loopback interface, 0 for a free one
 * @param keys the API keys that are accepted
 * @param webhookUrl where events are posted, or null for nowhere
 * @param webhookSecret the secret they are signed with
 * @param file where the state is kept between two runs, or null for nowhere
 * @param limit how many objects of each type are kept
 * @param clock the time of objects, events and signatures
 */
public record EmulatorSettings(
        int port,
        ApiKeys keys,
        @Nullable String webhookUrl,
        String webhookSecret,
        @Nullable Path file,
        int limit,
        Clock clock) {

    public static final String SECRET_KEY = "sk_test_marquee";
    public static final String PUBLISHABLE_KEY = "pk_test_marquee";
    public static final String WEBHOOK_SECRET = "whsec_marquee";

    /** A free port, the well-known local keys, no webhooks, nothing kept. */
    public static EmulatorSettings defaults() {
        return new EmulatorSettings(
                0, new ApiKeys(SECRET_KEY, PUBLISHABLE_KEY), null, WEBHOOK_SECRET, null, 20_000, Clock.systemUTC());
    }

    public EmulatorSettings withPort(int newPort) {
        return new EmulatorSettings(newPort, keys, webhookUrl, webhookSecret, file, limit, clock);
    }

    public EmulatorSettings withWebhooks(String url, String secret) {
        return new EmulatorSettings(port, keys, url, secret, file, limit, clock);
    }

    public EmulatorSettings withFile(Path path) {
        return new EmulatorSettings(port, keys, webhookUrl, webhookSecret, path, limit, clock);
    }

    public EmulatorSettings withLimit(int objects) {
        return new EmulatorSettings(port, keys, webhookUrl, webhookSecret, file, objects, clock);
    }

    public EmulatorSettings withClock(Clock newClock) {
        return new EmulatorSettings(port, keys, webhookUrl, webhookSecret, file, limit, newClock);
    }
}
