package dev.marquee.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OutboxSettingsTests {

    private final OutboxSettings settings =
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("marquee.outbox", OutboxSettings.class);

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

    /** The time from the first try to the last one. */
    private Duration span(int tries, double random) {
        return IntStream.range(1, tries)
                .mapToObj(attempt -> settings.backOff(attempt, random))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
