package dev.marquee.identity.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Remembers for a minute that a token's signature held and that it is meant for this server. Its times are asked each time;
 * a key that the issuer withdraws counts for that minute at most.
 */
final class KnownTokens implements ReactiveJwtDecoder {

    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final int MOST = 20_000;

    private final ReactiveJwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> times;
    private final Cache<String, Jwt> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFE).build();

    KnownTokens(ReactiveJwtDecoder decoder, OAuth2TokenValidator<Jwt> times) {
        this.decoder = decoder;
        this.times = times;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        Jwt before = known.getIfPresent(token);
        return before == null || times.validate(before).hasErrors()
                ? decoder.decode(token).doOnNext(opened -> known.put(token, opened))
                : Mono.just(before);
    }
}
