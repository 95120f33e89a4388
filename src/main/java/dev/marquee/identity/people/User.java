package dev.marquee.identity.people;

import dev.marquee.identity.Role;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person as administrators see one.
 *
 * @param roles as the last token told, or as an administrator set them since
 */
record User(
        PersonId id,
        String displayName,
        String email,
        Set<Role> roles,
        UserStatus status,
        @Nullable Suspension suspension,
        Instant createdAt) {

    /** Why, since when and by whom a person is suspended. */
    record Suspension(String reason, Instant at, PersonId byId) {}

    /** What the audit log keeps of a person: nothing that tells who it is. */
    record Trace(
            Set<Role> roles, UserStatus status, @Nullable String reason) {}

    Trace trace() {
        return new Trace(roles, status, suspension == null ? null : suspension.reason());
    }
}
