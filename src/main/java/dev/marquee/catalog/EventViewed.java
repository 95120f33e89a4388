package dev.marquee.catalog;

import dev.marquee.shared.EventId;

/** Somebody looked at an event's page; published as a Spring application event, listeners must not block. */
public record EventViewed(EventId event) {}
