package dev.marquee.platform.transport.http;

import dev.marquee.platform.lanes.Entrance;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request that was let into a {@link Crowd}, and goes once. */
final class Guest implements Entrance {

    private final Crowd crowd;
    private final long entered;
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile boolean withoutPlace;

    Guest(Crowd crowd) {
        this.crowd = crowd;
        this.entered = crowd.now();
    }

    @Override
    public void full() {
        withoutPlace = true;
    }

    void answered() {
        if (!gone.compareAndSet(false, true)) {
            return;
        }
        if (withoutPlace) {
            crowd.displaced();
        } else {
            crowd.served(entered);
        }
    }

    void left() {
        if (gone.compareAndSet(false, true)) {
            crowd.leave();
        }
    }
}
