package dev.marquee.identity.access;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How access is watched.
 *
 * @param recheck how often the rights of who is subscribed are checked again
 */
@Validated
@ConfigurationProperties("marquee.access")
record AccessSettings(
        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("4s")
        Duration recheck) {}
