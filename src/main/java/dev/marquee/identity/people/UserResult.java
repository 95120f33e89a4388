package dev.marquee.identity.people;

import dev.marquee.platform.errors.Refusal;
import dev.marquee.platform.errors.RefusalCode;

/** What a mutation of a person came to. */
sealed interface UserResult {

    /** The person is suspended. */
    record SuspendUserSuccess(User user) implements UserResult {}

    /** The person is let in again. */
    record ReinstateUserSuccess(User user) implements UserResult {}

    /** The person has the role. */
    record GrantRoleSuccess(User user) implements UserResult {}

    /** The person does not have the role any more. */
    record RevokeRoleSuccess(User user) implements UserResult {}

    /** The account's state does not allow this. */
    record UserStateConflict(UserStatus status) implements UserResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.USER_STATE_CONFLICT;
        }

        @Override
        public String message() {
            return "The account's state does not allow this.";
        }
    }

    /** Nobody else could administer the platform. */
    record LastAdministrator() implements UserResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.LAST_ADMINISTRATOR;
        }

        @Override
        public String message() {
            return "This is the last administrator; make somebody else one first.";
        }
    }
}
