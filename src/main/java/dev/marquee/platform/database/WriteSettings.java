package dev.marquee.platform.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How transactions write.
 *
 * @param together whether what different modules write for the same orders is one statement
 */
@ConfigurationProperties("marquee.writes")
public record WriteSettings(@DefaultValue("true") boolean together) {}
