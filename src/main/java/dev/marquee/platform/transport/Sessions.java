package dev.marquee.platform.transport;

import dev.marquee.platform.Expiring;
import dev.marquee.platform.RightsWatch;
import dev.marquee.platform.errors.ApiError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells when the time of a caller is over: the token ends, or rights are taken away. */
@Component
public class Sessions {

    private static final Duration LONGEST = Duration.ofDays(30);

    private final List<RightsWatch> watches;
    private final Clock clock;

    Sessions(List<RightsWatch> watches, Clock clock) {
        this.watches = watches;
        this.clock = clock;
    }

    /** The reason, at the moment it comes into force; silent for a caller without limits. */
    public Mono<ApiError> end(Authentication authentication) {
        Stream<Mono<ApiError>> taken = watches.stream().map(watch -> watch.ended(authentication));
        Stream<Mono<ApiError>> over = validUntil(authentication).map(this::expiry).stream();
        return Flux.merge(Stream.concat(taken, over).toList()).next().switchIfEmpty(Mono.never());
    }

    private Mono<ApiError> expiry(Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        Duration wait = left.compareTo(LONGEST) > 0 ? LONGEST : left;
        return Mono.delay(wait.isNegative() ? Duration.ZERO : wait)
                .map(tick -> ApiError.unauthenticated("The token has expired"));
    }

    private static Optional<Instant> validUntil(Authentication authentication) {
        return Stream.of(
                        Optional.<Object>of(authentication),
                        Optional.ofNullable(authentication.getPrincipal()),
                        Optional.ofNullable(authentication.getCredentials()))
                .flatMap(Optional::stream)
                .map(Sessions::endOf)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private static Optional<Instant> endOf(@Nullable Object part) {
        return switch (part) {
            case Expiring expiring -> Optional.of(expiring.validUntil());
            case OAuth2Token token -> Optional.ofNullable(token.getExpiresAt());
            case null -> Optional.empty();
            default -> Optional.empty();
        };
    }
}
