package dev.marquee.identity.privacy;

import dev.marquee.platform.errors.Refusal;
import dev.marquee.platform.errors.RefusalCode;
import java.time.Instant;

/** What deleting an account came to, besides {@code LastAdministrator}. */
sealed interface AccountResult {

    /** Nothing is left that tells who the person was, but what books need. */
    record DeleteMyAccountSuccess(Instant deletedAt) implements AccountResult {}

    /** People have bought tickets of events to come that the person owns. */
    record OwnsUpcomingEvents(int events) implements AccountResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.OWNS_UPCOMING_EVENTS;
        }

        @Override
        public String message() {
            return "Tickets of " + events + " of your events to come are sold; hand them over or cancel them first.";
        }
    }

    /** Nobody else could administer the platform. */
    record LastAdministrator() implements AccountResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.LAST_ADMINISTRATOR;
        }

        @Override
        public String message() {
            return "You are the last administrator; make somebody else one first.";
        }
    }
}
