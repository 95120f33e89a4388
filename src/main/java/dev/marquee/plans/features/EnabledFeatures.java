package dev.marquee.plans.features;

import dev.marquee.plans.Feature;
import dev.marquee.shared.EventId;
import java.util.Set;
import org.dataloader.DataLoaderOptions;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/** Loads what is switched on for all events of an operation together. */
@Component
class EnabledFeatures {

    static final String LOADER = "enabledFeatures";

    /** Remembers nothing itself: a loader lives as long as its operation, which may be a subscription. */
    EnabledFeatures(FeatureCache cache, BatchLoaderRegistry loaders) {
        loaders.<EventId, Set<Feature>>forName(LOADER)
                .withOptions(
                        DataLoaderOptions.newOptions().setCachingEnabled(false).build())
                .registerMappedBatchLoader((events, environment) -> cache.enabled(events));
    }
}
