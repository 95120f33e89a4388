package dev.marquee.identity.people;

import dev.marquee.shared.PersonId;
import java.util.UUID;

/**
 * Keycloak has to hear of a person's standing; payload of the outbox.
 *
 * @param person the person's id as the database stores it
 */
public record StandingChanged(UUID person) {

    /** Topic of the outbox. */
    public static final String TOPIC = "identity.standing-changed";

    public static StandingChanged of(PersonId person) {
        return new StandingChanged(person.value());
    }
}
