package dev.marquee.platform.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Whether the numbered messages of every instance arrive here, all of them and in time. */
final class BusHealth {

    /** A sender that was silent for so many times the allowed silence is forgotten. */
    private static final int FORGOTTEN_AFTER = 20;

    private final String self;
    private final long silenceNanos;
    private final Map<String, Heard> bySender = new HashMap<>();
    private long listeningSince;
    private volatile boolean up;
    private volatile long heardSelfAt;

    private record Heard(long number, long at) {}

    BusHealth(String self, Duration silence) {
        this.self = self;
        this.silenceNanos = silence.toNanos();
    }

    /**
     * A message arrived.
     *
     * @return whether other messages may have been lost before it
     */
    synchronized boolean heard(String sender, long number) {
        long now = System.nanoTime();
        Heard last = bySender.put(sender, new Heard(number, now));
        if (sender.equals(self)) {
            heardSelfAt = now;
        }
        if (sender.equals(self) && !up) {
            up = true;
            listeningSince = now;
            return true;
        }
        return last == null ? isLate(number, now) : number > last.number() + 1;
    }

    /** A sender's first message is not its first one, though it would have been heard long since. */
    private boolean isLate(long number, long now) {
        return up && number > 1 && now - listeningSince > silenceNanos;
    }

    /** True once for each silence that has lasted too long. */
    synchronized boolean fellSilent() {
        long now = System.nanoTime();
        bySender.entrySet()
                .removeIf(entry ->
                        !entry.getKey().equals(self) && now - entry.getValue().at() > FORGOTTEN_AFTER * silenceNanos);
        boolean silent = up && isSilent(now);
        if (silent) {
            up = false;
        }
        return silent;
    }

    boolean isUp() {
        return isUpWithin(Duration.ofNanos(silenceNanos));
    }

    /** Whether the bus is open and the own heartbeat came back within that time. */
    boolean isUpWithin(Duration time) {
        return up && System.nanoTime() - heardSelfAt < time.toNanos();
    }

    private boolean isSilent(long now) {
        return now - heardSelfAt > silenceNanos;
    }
}
