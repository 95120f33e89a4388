package dev.marquee.platform.live;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Turns at a pace, of which one may come up to half a pace early. What happens regularly at that pace therefore never
 * waits, however it trembles; with the same distance kept after each turn, every delay stayed for all that followed (ten
 * changes a second were told 50 ms late).
 */
final class Turns {

    private final long pace;
    private long due = Long.MIN_VALUE;

    Turns(Duration pace) {
        this.pace = pace.toNanos();
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
        long wait = due == Long.MIN_VALUE ? 0 : Math.max(0, due - pace / 2 - now);
        due = Math.max(now, due) + pace;
        return wait;
    }
}
