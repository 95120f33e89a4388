package dev.marquee.plans;

import org.jspecify.annotations.Nullable;

/**
 * The schema's {@code FeatureSwitchInput}: a feature switched for one event.
 *
 * @param enabled null: as the plan says
 */
public record FeatureSwitch(Feature feature, @Nullable Boolean enabled) {}
