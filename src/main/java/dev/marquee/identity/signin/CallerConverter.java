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
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the caller of a valid token, with a profile made on the first call. */
@Component
class CallerConverter implements Converter<Jwt, Mono<? extends AbstractAuthenticationToken>> {

    private final KnownPeople people;

    CallerConverter(KnownPeople people) {
        this.people = people;
    }

    @Override
    public Mono<CallerAuthentication> convert(Jwt token) {
        Set<Scope> scopes = Scope.in(token.getClaimAsString("scope"));
        if (!scopes.contains(Scope.READ)) {
            return Mono.error(new ScopeMissing(Scope.READ));
        }
        Newcomer person = Newcomer.of(token.getClaims());
        Set<Role> granted = rolesIn(token);
        boolean verified = Boolean.TRUE.equals(token.getClaims().get("email_verified"));
        Instant issuedAt = Objects.requireNonNullElse(token.getIssuedAt(), Instant.EPOCH);
        SignIn signIn = signInOf(token, issuedAt);
        Instant end = Objects.requireNonNull(token.getExpiresAt());
        return people.find(person)
                .filter(known -> !known.standing().barred())
                .switchIfEmpty(Mono.error(() -> new DisabledException("The account is suspended or deleted")))
                .filter(known -> !known.standing().isOver(signIn))
                .switchIfEmpty(Mono.error(() -> new InvalidBearerTokenException("The sign-in has ended")))
                .flatMap(known -> people.rolesOf(person, known, granted, issuedAt)
                        .map(roles -> new Caller(
                                known.id(),
                                person.subject(),
                                Collections.max(roles),
                                person.email(),
                                verified,
                                known.displayName(),
                                end,
                                scopes,
                                signIn)))
                .map(CallerAuthentication::new);
    }

    private static SignIn signInOf(Jwt token, Instant issuedAt) {
        return new SignIn(
                token.getClaimAsString("sid"), Objects.requireNonNullElseGet(token.getId(), issuedAt::toString));
    }

    /** USER is granted to everybody. */
    private static Set<Role> rolesIn(Jwt token) {
        Object granted = token.getClaims().get("realm_access") instanceof Map<?, ?> access ? access.get("roles") : null;
        return Arrays.stream(Role.values())
                .filter(role -> role == Role.USER
                        || (granted instanceof Collection<?> names
                                && names.contains(role.name().toLowerCase(Locale.ROOT))))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}
