package dev.marquee.platform;

import java.time.Instant;

/** An authentication, or its principal, that holds for a time only. */
public interface Expiring {

    /** The end of its time. */
    Instant validUntil();
}
