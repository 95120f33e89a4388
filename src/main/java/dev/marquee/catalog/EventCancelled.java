package dev.marquee.catalog;

import dev.marquee.shared.EventId;
import java.time.Instant;

/** An event was called off; written to the outbox under {@link #TOPIC}. */
public record EventCancelled(EventId event, String title, String reason, Instant at) {

    /** Topic of the outbox. */
    public static final String TOPIC = "catalog.event-cancelled";
}
