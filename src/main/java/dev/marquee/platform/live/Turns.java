package dev.marquee.platform.live;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Turns at a pace. One may come up to half a pace early, and their distance is a sixteenth shorter than the pace: so what
 * happens regularly at that pace does not wait, however it trembles, and catches up after a delay. With the whole pace
 * kept after each turn, every delay stayed for all that followed: ten changes a second were told 50 ms late.
 */
final class Turns {

    private static final int CATCHING_UP = 16;

    private final long early;
    private final long distance;
    private long due = Long.MIN_VALUE;

    Turns(Duration pace) {
        this.early = pace.toNanos() / 2;
        this.distance = pace.toNanos() - pace.toNanos() / CATCHING_UP;
    }

    /** Comes when it is the next one's turn; asked for by one after the other. */
    Mono<Void> next() {
        return Mono.defer(() -> {
            long wait = take(System.nanoTime());
            return wait > 0 ? Mono.delay(Duration.ofNanos(wait)).then() : Mono.empty();
        });
    }

    /** Takes the next turn; gives the nanoseconds until it comes. */
    long take(long now) {
        long wait = due == Long.MIN_VALUE ? 0 : Math.max(0, due - early - now);
        due = Math.max(now, due) + distance;
        return wait;
    }
}
