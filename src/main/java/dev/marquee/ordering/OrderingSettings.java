package dev.marquee.ordering;

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
 * Settings of the sale.
 *
 * @param hold how long tickets are held for an unpaid order
 * @param feeBasisPoints the platform's share of an order in 1/100 of a per cent
 * @param sweepInterval how often orders whose holds have ended are looked for
 */
@Validated
@ConfigurationProperties("marquee.ordering")
record OrderingSettings(
        @DefaultValue("15m") @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 24)
        Duration hold,

        @DefaultValue("500") @Min(0) @Max(10_000) int feeBasisPoints,

        @DefaultValue("5s") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration sweepInterval) {}
