package dev.marquee.identity;

import dev.marquee.shared.EventId;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Tells {@code @event} which event things of one kind belong to. */
public interface EventOwned {

    /** Prefix of the TypeIDs of this kind, e.g. {@code tty}. */
    String prefix();

    /** The event of a thing; empty when there is no such thing. */
    Mono<EventId> eventOf(UUID id);

    /** The gate at which a thing happened; empty when it happened at none. */
    default Mono<String> gateOf(UUID id) {
        return Mono.empty();
    }
}
