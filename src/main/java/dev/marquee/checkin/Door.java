package dev.marquee.checkin;

import dev.marquee.shared.EventId;
import reactor.core.publisher.Mono;

/** What other modules may know of an event's door. */
public interface Door {

    /** The figures as they are; all zero before the first scan and sale. */
    Mono<DoorTotals> totals(EventId event);
}
