package dev.marquee.platform.live;

import java.time.Duration;

/** Whether numbered heartbeats come back, all of them and in time. */
final class BusHealth {

    private final long silenceNanos;
    private long sent;
    private long heard;
    private long lastBeat;
    private boolean up;

    BusHealth(Duration silence) {
        this.silenceNanos = silence.toNanos();
    }

    /** Number of the next heartbeat. */
    synchronized long next() {
        return ++sent;
    }

    /** A heartbeat came back; true when it is the first one, or when others before it were lost. */
    synchronized boolean beat(long number) {
        boolean resumed = heard == 0 || number > heard + 1;
        heard = number;
        lastBeat = System.nanoTime();
        up = true;
        return resumed;
    }

    /** True once for each silence that has lasted too long. */
    synchronized boolean fellSilent() {
        boolean silent = up && System.nanoTime() - lastBeat > silenceNanos;
        if (silent) {
            up = false;
        }
        return silent;
    }

    synchronized boolean isUp() {
        return up && System.nanoTime() - lastBeat <= silenceNanos;
    }
}
