package dev.marquee.plans;

import dev.marquee.shared.EventId;
import reactor.core.publisher.Mono;

/** Whether the current caller may know of an event; the catalog implements it. */
public interface EventSight {

    /** False for an event that is not there, too. */
    Mono<Boolean> sees(EventId event);
}
