package dev.marquee.catalog;

import dev.marquee.shared.EventId;
import reactor.core.publisher.Mono;

/** What the catalog must know of an event's stock; the inventory implements it. */
public interface EventStock {

    /**
     * An event's stock.
     *
     * @param ticketTypes how many ticket types there are
     * @param visibleTicketTypes how many of them are not hidden
     * @param quantity tickets of all of them together
     * @param taken tickets sold or held
     */
    record Summary(int ticketTypes, int visibleTicketTypes, int quantity, int taken) {

        /** Tickets on offer under a capacity. */
        int offered(int capacity) {
            return Math.min(capacity, quantity);
        }
    }

    /** Opens the stock of a new event, within the current transaction. */
    Mono<Void> open(EventId event, int capacity);

    /**
     * Closes the stock of an event that is to be deleted, within the current transaction, before anything else of the
     * event is written: whoever sells or gives back locks the stock first, too.
     */
    Mono<Void> close(EventId event);

    /** The stock as it is. */
    Mono<Summary> summary(EventId event);

    /**
     * Says that an event's status or times are changed by the current transaction, and keeps the stock locked until it
     * ends: sales before it are committed, and later ones see the change.
     */
    Mono<Void> turned(EventId event);

    /**
     * Changes the capacity, within the current transaction, and keeps the stock locked until it ends; false, and no
     * change, when more is taken.
     */
    Mono<Boolean> resize(EventId event, int capacity);
}
