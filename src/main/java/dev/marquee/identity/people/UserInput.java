package dev.marquee.identity.people;

import dev.marquee.identity.Role;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.PersonId;

/** The inputs of the mutations of people. */
sealed interface UserInput {

    /** Who is suspended, why, and whether the person's events are taken off sale. */
    record Suspend(PersonId userId, String reason, boolean takeEventsOffSale) implements UserInput {

        String cleanReason() {
            String clean = reason.strip();
            if (clean.length() < 3) {
                throw ApiError.badInput("input.reason", "A reason has 3 to 500 characters.");
            }
            return clean;
        }
    }

    /** Who is let in again. */
    record Reinstate(PersonId userId) implements UserInput {}

    /** Which role to give to whom. */
    record Grant(PersonId userId, Role role) implements UserInput {}

    /** Which role to take from whom. */
    record Revoke(PersonId userId, Role role) implements UserInput {}
}
