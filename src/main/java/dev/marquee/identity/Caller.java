package dev.marquee.identity;

import dev.marquee.platform.Expiring;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import java.util.Set;

/**
 * The signed-in person of the current call, the principal of the security context.
 *
 * @param id the person
 * @param subject the identity provider's id of the person
 * @param role the highest role that the token grants
 * @param email e-mail address in the token
 * @param emailVerified whether the token says that the address is the person's own
 * @param displayName name of the profile
 * @param validUntil when the token ends
 * @param scopes what the application may do with the token
 * @param signIn the sign-in that the token is of
 */
public record Caller(
        PersonId id,
        String subject,
        Role role,
        String email,
        boolean emailVerified,
        String displayName,
        Instant validUntil,
        Set<Scope> scopes,
        SignIn signIn)
        implements Expiring {

    /** Whether the token grants this role; ADMIN has every role. */
    public boolean has(Role needed) {
        return role.compareTo(needed) >= 0;
    }
}
