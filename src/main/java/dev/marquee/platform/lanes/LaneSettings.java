package dev.marquee.platform.lanes;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How work is gathered into batches.
 *
 * @param count lanes of a kind of work in this instance, each with one batch and one connection under way; 0 does
 *     everything by itself
 * @param batch most items of a batch
 * @param queue most items that wait in a lane; more than come before newcomers over HTTP are sent away at the door, where
 *     that costs less
 */
@Validated
@ConfigurationProperties("marquee.lanes")
public record LaneSettings(
        @Min(0) @Max(LaneSettings.MOST) @DefaultValue("2") int count,
        @Min(1) @Max(500) @DefaultValue("64") int batch,
        @Min(1) @Max(100_000) @DefaultValue("16384") int queue) {

    private static final int MOST = 64;

    /** So many lanes that different items hardly ever wait for each other; none if there are none. */
    public LaneSettings apart() {
        return new LaneSettings(count == 0 ? 0 : MOST, batch, queue);
    }
}
