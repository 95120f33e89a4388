package dev.marquee.platform;

import dev.marquee.shared.TypedId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where administrative and team actions are written down for good. */
public interface AuditTrail {

    /**
     * Records what the signed-in person does, or the server itself when nobody is signed in, within the current
     * transaction; fails without one. When both states are given, only what differs between them is kept. No state may
     * hold personal data, which could never be erased again.
     *
     * @param action name of the mutation, e.g. {@code updatePlan}
     * @param subject what it is done to
     * @param before the state before as Jackson writes it, null when there was none
     * @param after the state after, null when there is none
     */
    Mono<Void> record(String action, TypedId subject, @Nullable Object before, @Nullable Object after);
}
