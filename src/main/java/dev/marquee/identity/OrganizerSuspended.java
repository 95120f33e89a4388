package dev.marquee.identity;

import dev.marquee.shared.PersonId;
import java.util.UUID;

/**
 * A person was suspended or deleted whose events are to be taken off sale; payload of the outbox.
 *
 * @param person the person's id as the database stores it
 */
public record OrganizerSuspended(UUID person) {

    /** Topic of the outbox. */
    public static final String TOPIC = "identity.organizer-suspended";

    public PersonId personId() {
        return new PersonId(person);
    }
}
