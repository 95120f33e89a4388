package dev.marquee.identity.signin;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Role;
import dev.marquee.identity.profile.KnownPeople;
import dev.marquee.identity.profile.Newcomer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
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
        Newcomer person = Newcomer.of(token.getClaims());
        Role role = roleOf(token);
        Instant end = Objects.requireNonNull(token.getExpiresAt());
        return people.find(person)
                .map(known -> new Caller(known.id(), person.subject(), role, person.email(), known.displayName(), end))
                .map(CallerAuthentication::new);
    }

    private static Role roleOf(Jwt token) {
        Object granted = token.getClaims().get("realm_access") instanceof Map<?, ?> access ? access.get("roles") : null;
        return Arrays.stream(Role.values())
                .filter(role -> granted instanceof Collection<?> names
                        && names.contains(role.name().toLowerCase(Locale.ROOT)))
                .max(Comparator.naturalOrder())
                .orElse(Role.USER);
    }
}
