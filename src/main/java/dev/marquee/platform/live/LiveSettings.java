package dev.marquee.platform.live;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How live updates flow.
 *
 * @param channel Redis channel that the instances of one installation share
 * @param heartbeat how often the way through Redis is probed
 * @param silence how long no probe may come back before the bus counts as interrupted
 * @param pace time between two messages of one topic when there are many, give or take what {@link Turns} allows
 * @param recheck how often a topic that somebody watches is read without a signal, in case one was lost
 */
@Validated
@ConfigurationProperties("marquee.live")
record LiveSettings(
        @NotNull @DefaultValue("marquee:live") String channel,
        @NotNull @DefaultValue("250ms") Duration heartbeat,
        @NotNull @DefaultValue("3s") Duration silence,
        @NotNull @DefaultValue("100ms") Duration pace,
        @NotNull @DefaultValue("10s") Duration recheck) {}
