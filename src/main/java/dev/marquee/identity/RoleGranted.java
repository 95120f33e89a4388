package dev.marquee.identity;

import dev.marquee.shared.PersonId;

/** A person is to have a role of the realm; payload of the outbox, carried out in Keycloak. */
public record RoleGranted(PersonId person, Role role) {

    /** Topic of the outbox. */
    public static final String TOPIC = "identity.role-granted";
}
