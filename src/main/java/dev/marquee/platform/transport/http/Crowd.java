package dev.marquee.platform.transport.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Tells when newcomers are better sent away. As long as most are answered within the patience, everybody may come, a
 * sudden rush too. Once most of more than 512 wait longer, or find no place further inside, more arrive than can be
 * served: then as many may be inside as are served within half the patience, 512 at least, until most are in time and
 * nobody has to be sent away. By Little's law (L = λ W; J. D. C. Little, 1961) who comes then waits about that long. While
 * most are in time the limit is not lowered: who waits for something else than for others is no crowd.
 */
final class Crowd {

    private static final int ALWAYS = 512;

    private final long patience;
    private final LongSupplier clock;
    private final AtomicInteger inside = new AtomicInteger();
    private final LongAdder served = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder displaced = new LongAdder();
    private final LongAdder sentAway = new LongAdder();
    private final AtomicLong since;
    private volatile int most = Integer.MAX_VALUE;

    /**
     * An empty place.
     *
     * @param patience how long somebody may wait; zero lets everybody in
     * @param clock nanoseconds
     */
    Crowd(Duration patience, LongSupplier clock) {
        this.patience = patience.toNanos();
        this.clock = clock;
        this.since = new AtomicLong(clock.getAsLong());
    }

    /** The time by the clock of this place. */
    long now() {
        return clock.getAsLong();
    }

    /**
     * Lets somebody in, who must be {@link #served}, {@link #displaced} or {@link #leave}; false if they are to try again
     * later.
     */
    boolean enter() {
        look(now());
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            sentAway.increment();
            return false;
        }
        return true;
    }

    /** Somebody has been answered who came in at that time. */
    void served(long entered) {
        long now = now();
        inside.decrementAndGet();
        served.increment();
        if (now - entered > patience) {
            late.increment();
        }
        look(now);
    }

    /** Somebody was told to try again, since there was no place further inside. */
    void displaced() {
        inside.decrementAndGet();
        displaced.increment();
        look(now());
    }

    /** Somebody has gone without waiting for the answer, which tells nothing of how long it takes. */
    void leave() {
        inside.decrementAndGet();
    }

    /** Decides anew after every half of the patience; as before while somebody is inside and nobody is answered. */
    private void look(long now) {
        long start = since.get();
        long passed = now - start;
        if (patience > 0 && passed > patience / 2 && since.compareAndSet(start, now)) {
            long answers = served.sumThenReset();
            long withoutPlace = displaced.sumThenReset();
            boolean tooMany = (late.sumThenReset() + withoutPlace) * 2 > answers + withoutPlace;
            boolean refused = sentAway.sumThenReset() + withoutPlace > 0;
            int here = inside.get();
            boolean limited = most < Integer.MAX_VALUE;
            boolean calm = !refused && (here <= ALWAYS || (answers > 0 && !tooMany));
            int inHalfOfIt = (int) (answers * patience / 2 / passed);
            if (here == 0 || calm) {
                most = Integer.MAX_VALUE;
            } else if (tooMany && (limited || here > ALWAYS)) {
                most = Math.max(ALWAYS, inHalfOfIt);
            } else if (limited) {
                most = Math.max(most, inHalfOfIt);
            }
        }
    }
}
