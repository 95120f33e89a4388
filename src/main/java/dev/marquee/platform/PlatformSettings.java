package dev.marquee.platform;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the installation as a whole.
 *
 * @param publicUrl address under which people reach this server, without a slash at the end
 * @param cursorSecret secret that signs cursors, the same on every instance, at least 16 characters
 */
@Validated
@ConfigurationProperties("marquee")
public record PlatformSettings(
        @NotNull URI publicUrl, @NotNull @Size(min = 16) String cursorSecret) {}
