package dev.marquee.catalog;

import dev.marquee.shared.EventId;

/** What a mutation of an event came to. */
public sealed interface EventResult
        permits EventResult.CreateEventSuccess,
                EventResult.UpdateEventSuccess,
                EventResult.PublishEventSuccess,
                EventResult.UnpublishEventSuccess,
                EventResult.CancelEventSuccess,
                EventResult.DeleteEventSuccess,
                EventResult.RemoveEventSuccess,
                EventRefusal {

    /** The draft is there. */
    record CreateEventSuccess(Event event) implements EventResult {}

    /** The event is changed. */
    record UpdateEventSuccess(Event event) implements EventResult {}

    /** The event is public. */
    record PublishEventSuccess(Event event) implements EventResult {}

    /** The event is a draft again. */
    record UnpublishEventSuccess(Event event) implements EventResult {}

    /** The event is called off. */
    record CancelEventSuccess(Event event) implements EventResult {}

    /** The event is hidden, and nothing is sold of it any more. */
    record RemoveEventSuccess(Event event) implements EventResult {}

    /** The draft is gone. */
    record DeleteEventSuccess(EventId eventId) implements EventResult {}
}
