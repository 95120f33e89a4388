package dev.marquee.onboarding.request;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much people may ask for.
 *
 * @param openRequests most undecided requests of one person
 */
@Validated
@ConfigurationProperties("marquee.onboarding")
record OnboardingSettings(
        @Min(1) @Max(1_000) @DefaultValue("10") int openRequests) {}
