package dev.marquee.catalog;

import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import reactor.core.publisher.Mono;

/** Who an event belongs to, as buyers and plans see it; every method joins the current transaction. */
public interface EventOwnership {

    /** Makes a person the organizer of an event that is locked; or tells why not, and changes nothing. */
    Mono<EventRefusal> handOver(EventId event, PersonId to);
}
