package dev.marquee.identity;

import dev.marquee.shared.EventId;
import reactor.core.publisher.Mono;

/** Notices that a running subscription is no longer allowed by the team of its event. */
public interface MembershipWatch {

    /** Fails with {@code NOT_FOUND} as soon as the team does not allow the current caller to do this; never for ADMIN. */
    Mono<Void> lost(EventId event, EventPermission permission);
}
