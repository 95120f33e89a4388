package dev.marquee.payments;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Stripe is reached, and how its webhooks are believed.
 *
 * @param secretKey secret or restricted API key; its mode is the only one whose money counts
 * @param webhookSecret signing secrets of the endpoint, two while one replaces the other
 * @param apiBase address of the API, without a slash at the end
 * @param connectTimeout longest wait for a connection
 * @param readTimeout longest wait for an answer
 * @param retries how often a call that failed for a passing reason is repeated at once
 * @param patience longest wait for a call with all its repeats
 * @param concurrency most calls under way at the same time
 * @param tolerance how far the time of a signature may lie from now, in both directions
 */
@Validated
@ConfigurationProperties("marquee.payments.stripe")
record StripeSettings(
        @NotNull @Pattern(regexp = "(sk|rk)_.+") String secretKey,
        @NotEmpty List<@Pattern(regexp = "whsec_.+") String> webhookSecret,
        @DefaultValue("https://api.stripe.com") @NotNull URI apiBase,

        @DefaultValue("3s") @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 60)
        Duration connectTimeout,

        @DefaultValue("10s") @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 80)
        Duration readTimeout,

        @DefaultValue("2") @Min(0) @Max(5) int retries,

        @DefaultValue("12s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 5)
        Duration patience,

        @DefaultValue("32") @Min(1) @Max(256) int concurrency,

        @DefaultValue("5m") @NotNull @DurationMin(seconds = 10) @DurationMax(hours = 1)
        Duration tolerance) {

    /** Whether the key moves real money. */
    boolean isLive() {
        return secretKey.startsWith("sk_live_") || secretKey.startsWith("rk_live_");
    }
}
