package dev.marquee.plans.offer;

import dev.marquee.plans.Feature;
import dev.marquee.plans.Plan;
import dev.marquee.plans.PlanLimit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans side by side, one column each. */
record PlanComparison(List<Plan> plans) {

    /** Which plans include a feature, in the order of the columns. */
    record FeatureRow(Feature feature, String label, List<Boolean> included) {}

    /** What plans limit, in the order of the columns; null is no limit. */
    record LimitRow(PlanLimit limit, String label, List<@Nullable Integer> values) {}

    public List<FeatureRow> features() {
        return Arrays.stream(Feature.values())
                .map(feature -> new FeatureRow(
                        feature,
                        feature.label(),
                        plans.stream()
                                .map(plan -> plan.features().contains(feature))
                                .toList()))
                .toList();
    }

    public List<LimitRow> limits() {
        return Arrays.stream(PlanLimit.values())
                .map(limit -> new LimitRow(
                        limit,
                        limit.label(),
                        plans.stream().<@Nullable Integer>map(limit::of).toList()))
                .toList();
    }
}
