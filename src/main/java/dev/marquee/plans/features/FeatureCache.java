package dev.marquee.plans.features;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.plans.EventPlan;
import dev.marquee.plans.EventPlans;
import dev.marquee.plans.Feature;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.lanes.Entrance;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lookups;
import dev.marquee.shared.EventId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is switched on for events, remembered until something is switched anywhere or the time for it is over. */
@Component
class FeatureCache {

    private static final int MOST = 10_000;

    private final AsyncCache<EventId, Set<Feature>> memory;
    private final Lookups<EventId, EventPlan> plans;

    FeatureCache(FeatureStore store, LiveBus liveBus, LaneSettings lanes, FeatureSettings settings) {
        this.plans = new Lookups<>(lanes, store::byEvents);
        this.memory = Caffeine.newBuilder()
                .expireAfterWrite(settings.recheck())
                .maximumSize(MOST)
                .buildAsync();
        liveBus.signals(EventPlans.TOPIC)
                .subscribe(signal -> memory.synchronous().invalidateAll());
    }

    Mono<Set<Feature>> enabled(EventId event) {
        Set<Feature> remembered = memory.synchronous().getIfPresent(event);
        return remembered != null
                ? Mono.just(remembered)
                : enabled(Set.of(event)).mapNotNull(all -> all.get(event));
    }

    /** Those that are not remembered are read in one statement, outside of any transaction. */
    Mono<Map<EventId, Set<Feature>>> enabled(Collection<EventId> events) {
        return Mono.deferContextual(request -> Mono.fromFuture(
                () -> memory.getAll(
                        events,
                        (missing, executor) -> read(Set.copyOf(missing))
                                .contextWrite(Entrance.of(request))
                                .toFuture()),
                true));
    }

    /** What is switched on now. */
    Mono<Map<EventId, Set<Feature>>> read(Collection<EventId> events) {
        return plans.find(events).map(FeatureCache::enabledOf);
    }

    private static Map<EventId, Set<Feature>> enabledOf(Map<EventId, EventPlan> plans) {
        Map<EventId, Set<Feature>> enabled = new HashMap<>();
        plans.forEach((event, plan) -> enabled.put(event, plan.enabled()));
        return enabled;
    }
}
