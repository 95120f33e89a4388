package dev.marquee.identity.signin;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Role;
import dev.marquee.identity.Scope;
import dev.marquee.identity.SignIn;
import dev.marquee.identity.profile.KnownPeople;
import dev.marquee.identity.profile.Newcomer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What a valid token says, whoever the person is here.
 *
 * @param granted roles, of which everybody has USER
 * @param emailVerified whether the address has proven to be the person's own
 */
record Claims(
        Newcomer person,
        Set<Scope> scopes,
        Set<Role> granted,
        boolean emailVerified,
        Instant issuedAt,
        Instant end,
        SignIn signIn) {

    static Claims of(Jwt token) {
        Instant issuedAt = Objects.requireNonNullElse(token.getIssuedAt(), Instant.EPOCH);
        return new Claims(
                Newcomer.of(token.getClaims()),
                Scope.in(token.getClaimAsString("scope")),
                rolesIn(token),
                Boolean.TRUE.equals(token.getClaims().get("email_verified")),
                issuedAt,
                Objects.requireNonNull(token.getExpiresAt()),
                new SignIn(
                        token.getClaimAsString("sid"),
                        Objects.requireNonNullElseGet(token.getId(), issuedAt::toString)));
    }

    Caller caller(KnownPeople.Known known, Set<Role> roles) {
        return new Caller(
                known.id(),
                person.subject(),
                Collections.max(roles),
                person.email(),
                emailVerified,
                known.displayName(),
                end,
                scopes,
                signIn);
    }

    private static Set<Role> rolesIn(Jwt token) {
        Object granted = token.getClaims().get("realm_access") instanceof Map<?, ?> access ? access.get("roles") : null;
        return Arrays.stream(Role.values())
                .filter(role -> role == Role.USER
                        || (granted instanceof Collection<?> names
                                && names.contains(role.name().toLowerCase(Locale.ROOT))))
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(() -> EnumSet.noneOf(Role.class)), Collections::unmodifiableSet));
    }
}
