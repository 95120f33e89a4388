package dev.marquee.plans.features;

import dev.marquee.plans.EventPlans;
import dev.marquee.plans.Feature;
import dev.marquee.platform.LiveBus;
import dev.marquee.shared.EventId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the features of all watched events again and again, in one statement however many are watched. */
@Component
class FeatureWatch {

    private static final Logger log = LoggerFactory.getLogger(FeatureWatch.class);

    private final Map<EventId, Integer> watched = new ConcurrentHashMap<>();
    private final FeatureCache cache;
    private final Flux<Map<EventId, Set<Feature>>> readings;

    FeatureWatch(FeatureCache cache, LiveBus liveBus, FeatureSettings settings) {
        this.cache = cache;
        this.readings = Flux.defer(
                        () -> Flux.merge(Flux.interval(settings.recheck()), liveBus.signals(EventPlans.TOPIC)))
                .onBackpressureLatest()
                .concatMap(reason -> read(), 1)
                .share();
    }

    /** What is switched on for an event as soon as that is not enough for the rule any more. */
    Mono<Set<Feature>> lost(FeatureRule rule, EventId event) {
        return Flux.using(
                        () -> watched.merge(event, 1, Integer::sum),
                        first -> readings.mapNotNull(all -> all.get(event)),
                        last -> watched.computeIfPresent(event, (id, watchers) -> watchers == 1 ? null : watchers - 1))
                .filter(enabled -> !rule.allows(enabled))
                .next();
    }

    private Mono<Map<EventId, Set<Feature>>> read() {
        return Mono.defer(() -> cache.read(Set.copyOf(watched.keySet()))).onErrorResume(failure -> {
            log.warn("The features of watched events cannot be read: {}", failure.toString());
            return Mono.empty();
        });
    }
}
