package dev.marquee.notifications;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages to people look.
 *
 * @param from sender of e-mails, e.g. {@code Marquee <tickets@example.org>}
 */
@Validated
@ConfigurationProperties("marquee.notifications")
record NotificationSettings(
        @NotBlank @DefaultValue("Marquee <tickets@marquee.test>")
        String from) {}
