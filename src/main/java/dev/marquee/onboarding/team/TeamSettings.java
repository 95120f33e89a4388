package dev.marquee.onboarding.team;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How teams grow.
 *
 * @param invitation how long an invitation can be accepted
 * @param size most members and open invitations of one event
 */
@Validated
@ConfigurationProperties("marquee.teams")
record TeamSettings(
        @NotNull @DurationMin(minutes = 1) @DurationMax(days = 90) @DefaultValue("7d")
        Duration invitation,

        @Min(1) @Max(10_000) @DefaultValue("200") int size) {}
