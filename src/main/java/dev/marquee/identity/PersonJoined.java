package dev.marquee.identity;

import dev.marquee.shared.PersonId;
import java.util.UUID;

/**
 * A person called for the first time and has a profile now; payload of the outbox.
 *
 * @param person the person's id as the database stores it
 */
public record PersonJoined(UUID person) {

    /** Topic of the outbox. */
    public static final String TOPIC = "identity.person-joined";

    public PersonId personId() {
        return new PersonId(person);
    }
}
