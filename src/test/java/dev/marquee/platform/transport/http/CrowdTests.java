package dev.marquee.platform.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrowdTests {

    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(10);

    private final Deque<Long> inside = new ArrayDeque<>();
    private long now;
    private Crowd crowd = new Crowd(Duration.ofSeconds(1), () -> now);

    private int arrive(int count) {
        return (int) IntStream.range(0, count)
                .filter(i -> crowd.enter() && inside.add(now))
                .count();
    }

    private void answer(int count) {
        for (int i = 0; i < count && !inside.isEmpty(); i++) {
            crowd.served(inside.removeFirst());
        }
    }

    /** Hundredths of a second in which so many come and go; how many of them were let in. */
    private int pass(int steps, int arriving, int answered) {
        int entered = 0;
        for (int i = 0; i < steps; i++) {
            now += STEP;
            entered += arrive(arriving);
            answer(answered);
        }
        return entered;
    }

    @Test
    void letsASuddenRushIn() {
        assertThat(arrive(10_000)).isEqualTo(10_000);
    }

    @Test
    void letsEverybodyInWhoIsServedInTime() {
        assertThat(pass(1_000, 10, 10)).isEqualTo(10_000);
    }

    @Test
    void keepsWaitingTimesShortHoweverLongTooManyCome() {
        int entered = pass(3_000, 30, 10);

        assertThat(entered).isBetween(25_000, 35_000);
        assertThat(now - inside.getFirst()).isLessThan(TimeUnit.SECONDS.toNanos(3));
    }

    /** Hundredths of a second with 90 newcomers each, at the end of each of which the first waits for half the patience. */
    private void waitEvenly(int steps, int answered) {
        for (int i = 0; i < steps; i++) {
            pass(1, 90, answered);
            assertThat(now - inside.getFirst())
                    .isBetween(TimeUnit.MILLISECONDS.toNanos(400), TimeUnit.MILLISECONDS.toNanos(600));
        }
    }

    @Test
    void keepsWaitingTimesEvenForAsLongAsTooManyCome() {
        pass(1_000, 90, 30);

        waitEvenly(2_000, 30);
    }

    @Test
    void letsMoreInWhenMoreAreServedAndFewerWhenFewerAre() {
        pass(1_000, 90, 30);
        pass(500, 90, 60);
        waitEvenly(200, 60);
        pass(500, 90, 20);
        waitEvenly(200, 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3_600})
    void letsASuddenRushInAfterAFewSlowOnes(long seconds) {
        arrive(50);
        now += TimeUnit.SECONDS.toNanos(5);
        answer(50);
        now += TimeUnit.SECONDS.toNanos(seconds);

        assertThat(arrive(10_000)).isEqualTo(10_000);
    }

    @Test
    void letsTheNextRushInOnceMostAreInTimeAndNobodyIsSentAway() {
        pass(1_000, 90, 30);
        pass(110, 25, 30);

        assertThat(inside).hasSizeGreaterThan(600);
        assertThat(arrive(10_000)).isEqualTo(10_000);
    }

    @Test
    void letsTheNextRushInOnceAllHaveGone() {
        pass(1_000, 90, 30);
        inside.forEach(entered -> crowd.leave());
        now += TimeUnit.SECONDS.toNanos(1);

        assertThat(arrive(10_000)).isEqualTo(10_000);
    }

    @Test
    void letsTheNextRushInOnceFewAreLeftHoweverLateTheyAre() {
        pass(2_000, 30, 3);
        pass(120, 0, 3);

        assertThat(inside).isNotEmpty();
        assertThat(arrive(10_000)).isEqualTo(10_000);
    }

    @Test
    void letsAsManyInAsBeforeWhereTheyWaitForSomethingElse() {
        pass(1_000, 90, 30);
        int before = inside.size();

        for (int i = 0; i < 1_000; i++) {
            pass(1, 90, 0);
            while (!inside.isEmpty() && now - inside.getFirst() >= TimeUnit.MILLISECONDS.toNanos(900)) {
                answer(1);
            }
        }

        assertThat(inside).hasSizeGreaterThanOrEqualTo(before);
    }

    @Test
    void refusesWhenThereIsNoPlaceFurtherInside() {
        int displaced = 0;
        for (int i = 0; i < 1_000; i++) {
            pass(1, 30, 10);
            while (inside.size() > 900) {
                inside.removeLast();
                crowd.displaced();
                displaced++;
            }
        }

        assertThat(displaced).isLessThan(2_000);
        assertThat(pass(500, 30, 10)).isBetween(4_500, 5_500);
    }

    @Test
    void refusesNobodyOnceTheRushIsOver() {
        pass(1_000, 30, 10);
        pass(500, 0, 10);

        assertThat(inside).isEmpty();
        assertThat(pass(1_000, 10, 10)).isEqualTo(10_000);
    }

    @Test
    void letsWaitingTimesGrowWithoutAnyPatience() {
        crowd = new Crowd(Duration.ZERO, () -> now);

        assertThat(pass(1_000, 30, 10)).isEqualTo(30_000);
    }

    @Test
    void isNotDeceivedByThoseWhoHangUpOrAreAnsweredAtOnce() {
        int entered = 0;
        for (int i = 0; i < 3_000; i++) {
            entered += pass(1, 30, 10);
            if (crowd.enter()) {
                crowd.leave();
            }
            if (crowd.enter()) {
                crowd.served(now);
            }
        }

        assertThat(entered).isBetween(25_000, 35_000);
    }

    @Test
    void letsAsManyInAsBeforeWhileNobodyIsAnswered() {
        pass(1_000, 90, 30);
        int before = inside.size();

        assertThat(pass(1_000, 90, 0)).isLessThan(100);
        answer(1_000);
        assertThat(arrive(10_000)).isBetween(900, 1_100);
        assertThat(inside.size()).isBetween(before - 100, before + 100);
    }

    @Test
    void neverMindsAFewSlowOnes() {
        for (int i = 0; i < 20; i++) {
            assertThat(arrive(50)).isEqualTo(50);
            now += TimeUnit.SECONDS.toNanos(5);
            answer(50);
        }
    }
}
