package dev.marquee.identity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether a person may call at all, and with which roles.
 *
 * @param barred suspended, or the account is deleted
 * @param roles what the person may do as of {@code rolesAsOf}
 * @param pending whether an administrator changed the roles and Keycloak does not know it yet
 * @param ended the ids of sign-ins that have ended before their tokens
 */
public record Standing(boolean barred, Set<Role> roles, boolean pending, Instant rolesAsOf, Set<String> ended) {

    /** Topic of the live bus that tells that somebody's standing has changed. */
    public static final String TOPIC = "people";

    /** Whether the person has ended this sign-in. */
    public boolean isOver(SignIn signIn) {
        return ended.contains(signIn.id());
    }

    /** Whether a token knows better which roles the person has. */
    public boolean isOutdone(Set<Role> granted, Instant issuedAt) {
        return isNewer(issuedAt) && !granted.equals(roles);
    }

    /** What the roles of a token are worth: those taken away after it was issued are worth nothing. */
    public Set<Role> worth(Set<Role> granted, Instant issuedAt) {
        if (isNewer(issuedAt)) {
            return granted;
        }
        Set<Role> left = EnumSet.noneOf(Role.class);
        left.addAll(granted);
        left.retainAll(roles);
        return left;
    }

    private boolean isNewer(Instant issuedAt) {
        return !pending && !issuedAt.isBefore(rolesAsOf);
    }
}
