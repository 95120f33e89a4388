package dev.marquee.identity.signin;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.marquee.identity.Scope;
import dev.marquee.identity.profile.KnownPeople;
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

    /** Of the very tokens that {@link KnownTokens} gives again, as long as it does. */
    private final LoadingCache<Jwt, Claims> claims =
            Caffeine.newBuilder().weakKeys().build(Claims::of);

    private final KnownPeople people;

    CallerConverter(KnownPeople people) {
        this.people = people;
    }

    @Override
    public Mono<CallerAuthentication> convert(Jwt token) {
        Claims said = claims.get(token);
        return said.scopes().contains(Scope.READ)
                ? people.find(said.person()).flatMap(known -> caller(said, known))
                : Mono.error(new ScopeMissing(Scope.READ));
    }

    private Mono<CallerAuthentication> caller(Claims said, KnownPeople.Known known) {
        if (known.standing().barred()) {
            return Mono.error(new DisabledException("The account is suspended or deleted"));
        }
        if (known.standing().isOver(said.signIn())) {
            return Mono.error(new InvalidBearerTokenException("The sign-in has ended"));
        }
        return people.rolesOf(said.person(), known, said.granted(), said.issuedAt())
                .map(roles -> new CallerAuthentication(said.caller(known, roles)));
    }
}
