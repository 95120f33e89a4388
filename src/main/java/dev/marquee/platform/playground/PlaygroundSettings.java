package dev.marquee.platform.playground;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whether there is a playground, and where its users sign in.
 *
 * @param enabled whether `/` shows the playground
 * @param issuer the OpenID Connect issuer, as a browser reaches it
 * @param clientId the public client that the page signs in with
 */
@Validated
@ConfigurationProperties("marquee.playground")
record PlaygroundSettings(
        @DefaultValue("true") boolean enabled,
        @NotNull URI issuer,
        @DefaultValue("marquee-web") @NotBlank String clientId) {}
