package dev.marquee.platform.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the outbox is drained. With the defaults the tries of a row span about three days (67 to 89 hours), eleven of them
 * in the first 35 minutes and the others about hourly: long enough for a weekend without a mail server.
 *
 * @param poll how often due rows are looked for when no notification comes
 * @param concurrency most effects of handlers of one name taken and under way at once
 * @param perSecond most effects begun a second in this instance, by the name of their handlers; others have no limit
 * @param timeout longest time for one effect
 * @param lease how long a row that was taken stays invisible to other instances; longer than {@code timeout}
 * @param firstRetry wait after the first failure; doubles with each further one, with jitter
 * @param longestRetry longest wait between two tries
 * @param maxAttempts tries after which a row becomes a dead letter
 * @param keepDone how long rows that are done are kept
 */
@Validated
@ConfigurationProperties("marquee.outbox")
record OutboxSettings(
        @NotNull @DefaultValue("5s") Duration poll,
        @Min(1) @Max(100) @DefaultValue("8") int concurrency,
        @NotNull @DefaultValue Map<String, @NotNull @Min(1) Integer> perSecond,
        @NotNull @DefaultValue("30s") Duration timeout,
        @NotNull @DefaultValue("90s") Duration lease,
        @NotNull @DefaultValue("2s") Duration firstRetry,
        @NotNull @DefaultValue("1h") Duration longestRetry,
        @Min(1) @Max(1_000) @DefaultValue("100") int maxAttempts,
        @NotNull @DefaultValue("7d") Duration keepDone) {

    private static final Duration SECOND = Duration.ofSeconds(1);

    OutboxSettings {
        if (lease.compareTo(timeout) <= 0) {
            throw new IllegalArgumentException("marquee.outbox.lease must be longer than marquee.outbox.timeout");
        }
    }

    /** How long handlers of a name rest after so many effects of theirs have begun at once. */
    Duration rest(String handler, int begun) {
        Integer limit = perSecond.get(handler);
        return limit == null ? Duration.ZERO : SECOND.multipliedBy(begun).dividedBy(limit);
    }

    /** Most effects of handlers of a name that may begin at once. */
    int atOnce(String handler) {
        return Math.min(concurrency, perSecond.getOrDefault(handler, concurrency));
    }

    /** Wait before the next try after so many failures: exponential back-off, a quarter of it random. */
    Duration backOff(int attempts, double random) {
        double doubled = firstRetry.toMillis() * Math.pow(2, Math.min(attempts - 1, 30));
        double capped = Math.min(doubled, (double) longestRetry.toMillis());
        return Duration.ofMillis((long) (capped * (0.75 + 0.25 * random)));
    }
}
