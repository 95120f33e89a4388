package dev.marquee.platform.selection;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How selections are read.
 *
 * @param compiled whether a selection is compiled to one statement where it can be
 */
@ConfigurationProperties("marquee.selection")
record SelectionSettings(@DefaultValue("true") boolean compiled) {}
