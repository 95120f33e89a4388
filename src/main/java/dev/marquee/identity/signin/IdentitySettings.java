package dev.marquee.identity.signin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens count.
 *
 * @param issuer address of the Keycloak realm, exactly as in the tokens' {@code iss}
 * @param jwkSetUri where the realm's public keys are; found through the issuer when left out
 * @param audience what a token's {@code aud} must contain
 * @param clockSkew by how much the issuer's clock may differ
 */
@Validated
@ConfigurationProperties("marquee.identity")
record IdentitySettings(
        @NotNull URI issuer,
        @Nullable URI jwkSetUri,
        @NotBlank @DefaultValue("marquee-api") String audience,

        @NotNull @DurationMin @DurationMax(minutes = 5) @DefaultValue("30s")
        Duration clockSkew) {}
