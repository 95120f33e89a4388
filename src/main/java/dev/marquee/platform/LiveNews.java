package dev.marquee.platform;

import java.time.Duration;

/** All signals of the live bus, for what is kept in memory. */
public interface LiveNews {

    /** Hears of every change on any instance; must not block. */
    interface Listener {

        /** A topic changed; called before the caller who changed it on this instance is answered. */
        void changed(String topic);

        /** Signals may have been lost, of any topic. */
        void gap();
    }

    void listen(Listener listener);

    /** Whether the signals of other instances were seen to arrive within that time. */
    boolean arriveWithin(Duration time);
}
