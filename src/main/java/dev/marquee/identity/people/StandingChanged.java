package dev.marquee.identity.people;

import dev.marquee.shared.PersonId;
import java.util.UUID;

/**
 * Keycloak has to hear of a person's standing; payload of the outbox.
 *
 * @param person the person's id as the database stores it
 */
record StandingChanged(UUID person) {

    static final String TOPIC = "identity.standing-changed";

    static StandingChanged of(PersonId person) {
        return new StandingChanged(person.value());
    }
}
