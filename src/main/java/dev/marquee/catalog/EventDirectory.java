package dev.marquee.catalog;

import dev.marquee.shared.EventId;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Events as other modules find them, whoever asks. */
public interface EventDirectory {

    /** The event; empty when there is none. */
    Mono<Event> byId(EventId id);

    /** Events by id, in one statement; unknown ones are left out. */
    Mono<Map<EventId, Event>> byIds(Collection<EventId> ids);

    /** The event if the current caller may see it: published or cancelled, or of the caller's team; else empty. */
    Mono<Event> visible(EventId id);

    /** Those of these events that the current caller may see, in two statements at most. */
    Mono<Map<EventId, Event>> visible(Collection<EventId> ids);
}
