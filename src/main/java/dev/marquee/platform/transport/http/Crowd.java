package dev.marquee.platform.transport.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Tells when newcomers are better sent away. As long as most are answered within the patience, everybody may come, a
 * sudden rush too. Once most wait longer, or find no place further inside, more arrive than can be served: then, for as
 * long as that happens or anybody has to be sent away, as many may be inside as are served within half the patience, but
 * never fewer than 512. By Little's law (L = λ W; J. D. C. Little, 1961) they wait that long, whether service gets
 * faster or slower.
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
            boolean crowded = tooMany ? limited || here > ALWAYS : limited && refused && answers > 0;
            if (crowded && here > 0) {
                most = (int) Math.max(ALWAYS, answers * patience / 2 / passed);
            } else if (here == 0 || (answers > 0 && !tooMany && !refused)) {
                most = Integer.MAX_VALUE;
            }
        }
    }
}
