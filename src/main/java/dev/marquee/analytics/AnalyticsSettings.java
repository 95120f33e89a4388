package dev.marquee.analytics;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How views and check-ins are counted.
 *
 * @param flush how often the views that were seen are written down
 * @param capacity events whose views are kept in memory between two writings; views of further ones are not counted
 * @param rebuild how often the live counters in Redis are set anew from the database, whatever they say
 * @param patience how long Redis may take for an answer
 */
@Validated
@ConfigurationProperties("marquee.analytics")
record AnalyticsSettings(
        @NotNull @DefaultValue("1s") Duration flush,
        @Min(1) @DefaultValue("10000") int capacity,
        @NotNull @DefaultValue("5m") Duration rebuild,
        @NotNull @DefaultValue("1s") Duration patience) {}
