package dev.marquee.identity;

import dev.marquee.shared.PersonId;
import reactor.core.publisher.Mono;

/** Gives people roles on the platform. */
public interface RoleGrants {

    /** Gives a role within the current transaction; Keycloak follows, and the person's next tokens have it. */
    Mono<Void> grant(PersonId person, Role role);
}
