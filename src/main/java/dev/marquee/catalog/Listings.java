package dev.marquee.catalog;

import dev.marquee.shared.EventId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What the lists show of an event beyond its own row; whoever sells it writes it, within its transaction. */
public interface Listings {

    /** Sets the range of visible prices in minor units; null when there is nothing to sell. */
    Mono<Void> priceRange(EventId event, @Nullable Long min, @Nullable Long max);

    /** Sets whether everything is sold or held; tells the subscribers of the event's status when that changes. */
    Mono<Void> soldOut(EventId event, boolean soldOut);
}
