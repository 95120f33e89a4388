package dev.marquee.platform.answers;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How answers to anonymous callers are remembered.
 *
 * @param memory what they may take, about; 0 remembers nothing
 * @param pace least time between two times that the same question is worked out: an answer is at most so far behind
 * @param life longest time that an answer is given, were no change ever heard of
 * @param silence how long no signal may arrive over the live bus before nothing is answered from memory
 */
@Validated
@ConfigurationProperties("marquee.answers")
record AnswerSettings(
        @NotNull @DefaultValue("64MB") DataSize memory,
        @NotNull @DefaultValue("100ms") Duration pace,
        @NotNull @DefaultValue("10m") Duration life,
        @NotNull @DefaultValue("1s") Duration silence) {}
