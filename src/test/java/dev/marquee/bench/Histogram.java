package dev.marquee.bench;

import java.util.Arrays;

/** How long things took, to a twentieth of a millisecond and up to ten seconds; written by one thread. */
final class Histogram {

    private static final int BUCKETS = 200_000;
    private static final int NANOS_A_BUCKET = 50_000;

    private volatile long[] counts = new long[BUCKETS];

    void add(long nanos) {
        counts[Math.clamp(nanos / NANOS_A_BUCKET, 0, BUCKETS - 1)]++;
    }

    void reset() {
        counts = new long[BUCKETS];
    }

    long count() {
        return Arrays.stream(counts).sum();
    }

    /** The time in milliseconds within which this share of them stayed; no number when there is none. */
    double millis(double share) {
        long[] now = counts;
        long all = Arrays.stream(now).sum();
        long rank = (long) (share * all);
        int bucket = 0;
        for (long below = now[0]; below <= rank && bucket < BUCKETS - 1; below += now[bucket]) {
            bucket++;
        }
        return all == 0 ? Double.NaN : (bucket + 1) * NANOS_A_BUCKET / 1e6;
    }
}
