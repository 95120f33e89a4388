package dev.marquee.plans.features;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How features are remembered.
 *
 * @param recheck how long the features of an event are remembered, and how often those of running subscriptions are read
 *     again, in case a signal was lost
 */
@Validated
@ConfigurationProperties("marquee.features")
record FeatureSettings(
        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 5) @DefaultValue("4s")
        Duration recheck) {}
