package dev.marquee.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;

/** What is remembered of a token, and what is not. */
class KnownTokensTests {

    private final AtomicInteger opened = new AtomicInteger();
    private boolean alive = true;
    private final KnownTokens tokens = new KnownTokens(
            token -> Mono.fromSupplier(() -> opened(token)),
            token -> alive
                    ? OAuth2TokenValidatorResult.success()
                    : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token")));

    private Jwt opened(String token) {
        opened.incrementAndGet();
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject(token)
                .expiresAt(Instant.MAX)
                .build();
    }

    @Test
    void opensATokenOnce() {
        assertThat(tokens.decode("a").block()).isSameAs(tokens.decode("a").block());
        assertThat(opened).hasValue(1);
    }

    @Test
    void tellsTokensApart() {
        tokens.decode("a").block();
        Jwt other = tokens.decode("b").block();
        assertThat(other).extracting(Jwt::getSubject).isEqualTo("b");
    }

    @Test
    void asksTheTimesEachTime() {
        tokens.decode("a").block();
        alive = false;
        tokens.decode("a").block();
        assertThat(opened).hasValue(2);
    }
}
