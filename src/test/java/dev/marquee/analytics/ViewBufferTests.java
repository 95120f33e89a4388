package dev.marquee.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.analytics.ViewBuffer.Slot;
import dev.marquee.shared.EventId;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Views in memory. */
class ViewBufferTests {

    private static final Instant HOUR = Instant.parse("2027-03-01T12:00:00Z");

    @Test
    void losesNoneWhileOthersDrain() {
        ViewBuffer buffer = new ViewBuffer(10);
        Slot slot = new Slot(EventId.next(), HOUR);
        long drained = IntStream.range(0, 20_000)
                .parallel()
                .mapToLong(i -> {
                    buffer.add(slot, 1);
                    return i % 100 == 0 ? buffer.drain().getOrDefault(slot, 0L) : 0;
                })
                .sum();
        assertThat(drained + buffer.drain().getOrDefault(slot, 0L)).isEqualTo(20_000);
    }

    @Test
    void refusesFurtherEventsWhenFull() {
        ViewBuffer buffer = new ViewBuffer(1);
        Slot known = new Slot(EventId.next(), HOUR);
        assertThat(buffer.add(known, 1)).isTrue();
        assertThat(buffer.add(new Slot(EventId.next(), HOUR), 1)).isFalse();
        assertThat(buffer.add(known, 2)).isTrue();
        assertThat(buffer.drain()).containsOnly(Map.entry(known, 3L));
        assertThat(buffer.drain()).isEmpty();
    }
}
