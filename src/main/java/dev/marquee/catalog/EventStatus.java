package dev.marquee.catalog;

/** Life of an event. */
public enum EventStatus {
    DRAFT,
    PUBLISHED,
    CANCELLED
}
