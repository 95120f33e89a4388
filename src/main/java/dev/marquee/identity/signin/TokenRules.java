package dev.marquee.identity.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

/** What a rightly signed token must say to count here. */
final class TokenRules {

    /** Keycloak's claim that tells an access token from ID, refresh and log-out tokens. */
    private static final String ACCESS = "Bearer";

    private final IdentitySettings settings;
    private final Clock clock;

    private TokenRules(IdentitySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    static OAuth2TokenValidator<Jwt> of(IdentitySettings settings, Clock clock) {
        TokenRules rules = new TokenRules(settings, clock);
        return new DelegatingOAuth2TokenValidator<>(List.of(
                new JwtTypeValidator("JWT", "at+jwt"),
                rule(
                        "is no access token",
                        token -> ACCESS.equals(token.getClaims().get("typ"))),
                rule("has another issuer", rules::fromIssuer),
                rule("has another audience", rules::meantForUs),
                rules.times(),
                rule("names no person", token -> hasText(token.getSubject())),
                rule("holds no e-mail address", token -> hasText(token.getClaimAsString("email")))));
    }

    /** The rules that a token may break later, which has kept all of them. */
    static OAuth2TokenValidator<Jwt> times(IdentitySettings settings, Clock clock) {
        return new TokenRules(settings, clock).times();
    }

    private OAuth2TokenValidator<Jwt> times() {
        return new DelegatingOAuth2TokenValidator<>(
                List.of(rule("has expired", this::alive), rule("is not valid yet", this::begun)));
    }

    private boolean fromIssuer(Jwt token) {
        return settings.issuer().toString().equals(token.getClaimAsString("iss"));
    }

    private boolean meantForUs(Jwt token) {
        List<String> audience = token.getAudience();
        return audience != null && audience.contains(settings.audience());
    }

    private boolean alive(Jwt token) {
        Instant end = token.getExpiresAt();
        return end != null && clock.instant().isBefore(end.plus(settings.clockSkew()));
    }

    private boolean begun(Jwt token) {
        Instant now = clock.instant().plus(settings.clockSkew());
        return notAfter(token.getNotBefore(), now) && notAfter(token.getIssuedAt(), now);
    }

    private static boolean notAfter(@Nullable Instant time, Instant now) {
        return time == null || !time.isAfter(now);
    }

    private static boolean hasText(@Nullable String text) {
        return !Objects.requireNonNullElse(text, "").isBlank();
    }

    private static OAuth2TokenValidator<Jwt> rule(String fault, Predicate<Jwt> holds) {
        OAuth2Error error = new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token " + fault, null);
        return token ->
                holds.test(token) ? OAuth2TokenValidatorResult.success() : OAuth2TokenValidatorResult.failure(error);
    }
}
