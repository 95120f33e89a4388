package dev.marquee.catalog;

import dev.marquee.shared.EventId;
import reactor.core.publisher.Mono;

/** Takes events away that should never have been there. */
public interface EventRemoval {

    /**
     * Takes an event off sale and hides it from everybody but its team, for good, within the current transaction if there
     * is one; the outbox carries {@link EventRemoved}. {@code NOT_FOUND} when there is none.
     *
     * @param reason told to who bought tickets
     */
    Mono<EventResult> remove(EventId event, String reason);
}
