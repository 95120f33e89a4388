package dev.marquee.plans.features;

import dev.marquee.platform.Fetched;
import dev.marquee.shared.EventId;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Fetches a root field once its features are there; a subscription ends when one of them is switched off. */
final class GatedField implements DataFetcher<Publisher<?>> {

    private final FeatureRule rule;
    private final Function<DataFetchingEnvironment, Mono<EventId>> event;
    private final boolean subscription;
    private final DataFetcher<?> field;
    private final FeatureGate gate;

    GatedField(
            FeatureRule rule,
            Function<DataFetchingEnvironment, Mono<EventId>> event,
            boolean subscription,
            DataFetcher<?> field,
            FeatureGate gate) {
        this.rule = rule;
        this.event = event;
        this.subscription = subscription;
        this.field = field;
        this.gate = gate;
    }

    @Override
    public Publisher<?> get(DataFetchingEnvironment environment) {
        Mono<EventId> passed = Mono.defer(() -> event.apply(environment))
                .flatMap(found -> gate.check(rule, found).thenReturn(found));
        return subscription
                ? passed.flatMapMany(found -> stream(environment).takeUntilOther(gate.end(rule, found)))
                : passed.flatMap(found -> Fetched.value(field, environment));
    }

    private Flux<?> stream(DataFetchingEnvironment environment) {
        return Fetched.stream(field, environment);
    }
}
