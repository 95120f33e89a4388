package dev.marquee.catalog;

/** What the rules say to a change of an event: the event as it becomes, or why not. */
public sealed interface EventChange permits EventChange.Allowed, EventRefusal {

    /** The event as it becomes. */
    record Allowed(Event event) implements EventChange {}
}
