package dev.marquee.identity.signin;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The issuer's public keys: read at the first need, renewed in the background, kept while the issuer is away, and read
 * anew at most every few seconds when a token names a key that is not among them.
 */
@Component
class SigningKeys {

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final Duration RENEWAL = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private record Known(@Nullable JWKSet keys, Instant askedAt) {}

    private final IssuerKeys issuer;
    private final Clock clock;
    private final AtomicReference<Known> known = new AtomicReference<>(new Known(null, Instant.EPOCH));
    private final AtomicReference<@Nullable Mono<JWKSet>> reading = new AtomicReference<>();

    SigningKeys(IssuerKeys issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** The keys that may have signed under this header, none when it names no key of the issuer. */
    Mono<JWKSet> matching(JWSHeader header) {
        Known now = known.get();
        if (now.keys() == null) {
            return read().map(keys -> select(keys, header));
        }
        JWKSet matches = select(now.keys(), header);
        if (!matches.isEmpty()) {
            renewIfOlderThan(RENEWAL, now);
            return Mono.just(matches);
        }
        return olderThan(PAUSE, now)
                ? read().map(keys -> select(keys, header)).onErrorReturn(matches)
                : Mono.just(matches);
    }

    private static JWKSet select(JWKSet keys, JWSHeader header) {
        return new JWKSet(new JWKSelector(JWKMatcher.forJWSHeader(header)).select(keys));
    }

    private void renewIfOlderThan(Duration age, Known now) {
        if (olderThan(age, now)) {
            read().subscribe(keys -> {}, failure -> {});
        }
    }

    private boolean olderThan(Duration age, Known now) {
        return now.askedAt().plus(age).isBefore(clock.instant());
    }

    /** Reads the keys, once for all who ask at the same time. */
    private Mono<JWKSet> read() {
        return Mono.defer(() -> {
            Mono<JWKSet> mine = Mono.defer(issuer::read)
                    .doOnSubscribe(start -> update(last -> new Known(last.keys(), clock.instant())))
                    .doOnNext(keys -> update(last -> new Known(keys, last.askedAt())))
                    .doOnError(failure -> log.warn("The issuer's keys cannot be read: {}", failure.toString()))
                    .doFinally(end -> reading.set(null))
                    .cache();
            Mono<JWKSet> other = reading.compareAndExchange(null, mine);
            return other != null ? other : mine;
        });
    }

    private void update(UnaryOperator<Known> change) {
        known.updateAndGet(change);
    }
}
