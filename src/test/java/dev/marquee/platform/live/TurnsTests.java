package dev.marquee.platform.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TurnsTests {

    private static final long PACE = 1_600;
    private static final long DISTANCE = 1_500;

    private final Turns turns = new Turns(Duration.ofNanos(PACE));

    @Test
    void neverKeepsWaitingWhatComesAtThePaceButTrembles() {
        Random random = new Random(1);
        assertThat(LongStream.range(0, 1_000).map(turn -> turns.take(turn * PACE + random.nextLong(PACE / 2))))
                .allMatch(wait -> wait == 0);
    }

    @Test
    void forgetsADelayOnceItIsOver() {
        turns.take(0);
        turns.take(PACE + PACE / 2);
        assertThat(turns.take(2 * PACE)).isZero();
    }

    @Test
    void catchesUpAfterALongDelay() {
        turns.take(3 * PACE);
        assertThat(turns.take(2 * PACE)).isPositive();
        LongStream.range(3, 40).forEach(turn -> turns.take(turn * PACE));
        assertThat(turns.take(40 * PACE)).isZero();
    }

    @Test
    void holdsBackWhatComesTooOften() {
        long now = 0;
        for (int turn = 0; turn < 100; turn++) {
            now += turns.take(now);
        }
        assertThat(now).isEqualTo(99 * DISTANCE - PACE / 2);
    }

    @Test
    void savesNoTurnsUpWhileNothingHappens() {
        turns.take(0);
        turns.take(1_000 * PACE);
        long wait = turns.take(1_000 * PACE);
        assertThat(wait).isEqualTo(DISTANCE - PACE / 2);
        assertThat(turns.take(1_000 * PACE + wait)).isEqualTo(DISTANCE);
    }
}
