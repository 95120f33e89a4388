package dev.marquee.platform.transport.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Tells when newcomers are better sent away. As long as most are answered within the patience, everybody may come, a
 * sudden rush too. Once most wait longer, more arrive than can be served: then as many may be inside as are answered within
 * half the patience, so that waiting times fall instead of growing for as long as the crowd lasts.
 */
final class Crowd {

    private static final int ALWAYS = 512;

    private final long patience;
    private final LongSupplier clock;
    private final AtomicInteger inside = new AtomicInteger();
    private final LongAdder answered = new LongAdder();
    private final LongAdder late = new LongAdder();
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

    /** Lets somebody in, who must be {@link #answered} or {@link #leave}; false if they are to try again later. */
    boolean enter() {
        look(clock.getAsLong());
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Somebody has been answered who came in at that time. */
    void answered(long entered) {
        long now = clock.getAsLong();
        inside.decrementAndGet();
        answered.increment();
        if (now - entered > patience) {
            late.increment();
        }
        look(now);
    }

    /** Somebody has gone without waiting for the answer, which tells nothing of how long it takes. */
    void leave() {
        inside.decrementAndGet();
    }

    /** Decides anew after every half of the patience; as before while nobody at all is answered. */
    private void look(long now) {
        long start = since.get();
        long passed = now - start;
        if (patience > 0 && passed > patience / 2 && since.compareAndSet(start, now)) {
            long count = answered.sumThenReset();
            if (late.sumThenReset() * 2 > count) {
                most = (int) Math.max(ALWAYS, count * patience / 2 / passed);
            } else if (count > 0 || inside.get() == 0) {
                most = Integer.MAX_VALUE;
            }
        }
    }
}
