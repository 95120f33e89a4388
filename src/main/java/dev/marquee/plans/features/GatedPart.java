package dev.marquee.plans.features;

import dev.marquee.plans.Feature;
import dev.marquee.platform.Fetched;
import dev.marquee.shared.EventId;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import reactor.core.publisher.Mono;

/**
 * Gives the value of a nested field if its features are there, which are asked for all parents at once. The field itself
 * is asked at the same moment, since it may batch too; what it loads lazily is loaded only when the features are there.
 */
final class GatedPart implements DataFetcher<Mono<?>> {

    private final FeatureRule rule;
    private final ParentPath event;
    private final DataFetcher<?> field;
    private final FeatureGate gate;

    GatedPart(FeatureRule rule, ParentPath event, DataFetcher<?> field, FeatureGate gate) {
        this.rule = rule;
        this.event = event;
        this.field = field;
        this.gate = gate;
    }

    @Override
    public Mono<?> get(DataFetchingEnvironment environment) throws Exception {
        EventId found = event.valueIn(environment);
        DataLoader<EventId, Set<Feature>> features =
                Objects.requireNonNull(environment.getDataLoader(EnabledFeatures.LOADER));
        CompletableFuture<Set<Feature>> enabled = features.load(found);
        Object value = field.get(environment);
        return gate.check(rule, found, Mono.fromFuture(enabled, true))
                .then(value == null ? Mono.empty() : Fetched.once(value));
    }
}
