package dev.marquee.ordering;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the sale.
 *
 * @param hold how long tickets are held for an unpaid order
 * @param sweepInterval how often orders whose holds have ended are looked for
 */
@Validated
@ConfigurationProperties("marquee.ordering")
record OrderingSettings(
        @DefaultValue("15m") @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 24)
        Duration hold,

        @DefaultValue("5s") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration sweepInterval) {}
