package dev.marquee.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OutboxSettingsTests {

    private final OutboxSettings settings = bound(Map.of());

    @Test
    void triesForAWholeWeekend() {
        assertThat(span(settings.maxAttempts(), 0)).isBetween(Duration.ofHours(66), Duration.ofHours(67));
        assertThat(span(settings.maxAttempts(), 1)).isBetween(Duration.ofHours(89), Duration.ofHours(90));
    }

    @Test
    void triesOftenInTheFirstHourAndHourlyAfterIt() {
        assertThat(span(11, 1)).isLessThan(Duration.ofHours(1));
        assertThat(settings.backOff(12, 1)).isEqualTo(Duration.ofHours(1));
        assertThat(settings.backOff(90, 0)).isEqualTo(Duration.ofMinutes(45));
    }

    @Test
    void restsAfterAPortionAsLongAsItTakes() {
        OutboxSettings paced = bound(Map.of("marquee.outbox.per-second.email", "5"));
        assertThat(paced.rest("email", 8)).isEqualTo(Duration.ofMillis(1_600));
        assertThat(paced.atOnce("email")).isEqualTo(5);
        assertThat(paced.rest("stripe", 8)).isZero();
        assertThat(paced.atOnce("stripe")).isEqualTo(paced.concurrency());
    }

    private static OutboxSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("marquee.outbox", OutboxSettings.class);
    }

    /** The time from the first try to the last one. */
    private Duration span(int tries, double random) {
        return IntStream.range(1, tries)
                .mapToObj(attempt -> settings.backOff(attempt, random))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
