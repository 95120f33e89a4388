package dev.marquee.catalog;

import dev.marquee.shared.EventId;

/** An administrator removed an event; written to the outbox under {@link #TOPIC}. */
public record EventRemoved(EventId event) {

    /** Topic of the outbox. */
    public static final String TOPIC = "catalog.event-removed";
}
