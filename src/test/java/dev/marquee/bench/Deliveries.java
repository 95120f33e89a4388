package dev.marquee.bench;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** When changes were made, and how long it took until subscribers heard of them. */
final class Deliveries {

    private static final int REVISIONS = 1 << 16;

    private final AtomicLongArray made = new AtomicLongArray(REVISIONS);
    private final AtomicLongArray reached = new AtomicLongArray(REVISIONS);
    private final LongAdder count = new LongAdder();
    private final Histogram latencies = new Histogram();

    /** Notes a change with the time from which its latency counts. */
    void made(long revision, long at) {
        made.set((int) (revision % REVISIONS), at);
        reached.set((int) ((revision + REVISIONS / 2) % REVISIONS), 0);
    }

    /** How many subscribers know of this revision or a later one, if it is one of the latest. */
    long reached(long revision) {
        return reached.get((int) (revision % REVISIONS));
    }

    /** Counts a message, unless it is of before the first change. */
    void heard(long before, long revision) {
        for (long passed = before + 1; passed <= revision; passed++) {
            reached.incrementAndGet((int) (passed % REVISIONS));
        }
        long start = made.get((int) (revision % REVISIONS));
        if (start != 0) {
            count.increment();
            latencies.add(System.nanoTime() - start);
        }
    }

    void reset() {
        count.reset();
        latencies.reset();
    }

    long count() {
        return count.sum();
    }

    double millis(double share) {
        return latencies.millis(share);
    }
}
