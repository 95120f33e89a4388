package dev.marquee.catalog;

import dev.marquee.platform.LiveFeeds;
import dev.marquee.shared.EventId;
import org.jspecify.annotations.Nullable;

/** How an event stands. */
record EventStatusUpdate(
        long revision,
        EventId eventId,
        EventStatus status,
        boolean soldOut,
        @Nullable String cancellationReason) implements LiveFeeds.Revised {}
