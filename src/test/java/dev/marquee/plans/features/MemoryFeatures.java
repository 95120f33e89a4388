package dev.marquee.plans.features;

import dev.marquee.plans.EventPlan;
import dev.marquee.plans.Feature;
import dev.marquee.plans.Plan;
import dev.marquee.plans.offer.PlanStore;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import dev.marquee.shared.PlanId;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Features of events that live in memory, and a bus without Redis. */
final class MemoryFeatures extends FeatureStore implements LiveBus {

    private static final DatabaseClient NOWHERE =
            DatabaseClient.create(ConnectionFactories.get("r2dbc:postgresql://nobody@localhost:1/none"));

    final Map<EventId, Set<Feature>> enabled = new ConcurrentHashMap<>();
    final List<Set<EventId>> reads = new CopyOnWriteArrayList<>();
    final Sinks.Many<Signal> signals = Sinks.many().multicast().directBestEffort();
    volatile boolean broken;

    MemoryFeatures() {
        super(NOWHERE);
    }

    FeatureCache cache(Duration memory) {
        return new FeatureCache(this, this, new LaneSettings(2, 64, 4096), new FeatureSettings(memory));
    }

    FeatureWatch watch(Duration recheck) {
        return new FeatureWatch(cache(recheck), this, new FeatureSettings(recheck));
    }

    FeatureGate gate() {
        Duration recheck = Duration.ofSeconds(4);
        return new FeatureGate(cache(recheck), watch(recheck), new PlanStore(NOWHERE), event -> Mono.just(true));
    }

    @Override
    Mono<Map<EventId, EventPlan>> byEvents(Collection<EventId> events) {
        return Mono.fromCallable(() -> {
            reads.add(Set.copyOf(events));
            if (broken) {
                throw new DataAccessResourceFailureException("the database is down");
            }
            return events.stream().collect(Collectors.toMap(event -> event, this::plan));
        });
    }

    private EventPlan plan(EventId event) {
        Set<Feature> features = enabled.getOrDefault(event, Set.of());
        var limits = new Plan.Limits(null, null);
        return new EventPlan(
                new Plan(PlanId.next(), "Plan", "", Money.of(0, "USD"), 0, features, limits, 0, false, false),
                features);
    }

    @Override
    public Mono<Void> announceAll(Collection<String> topics) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Flux<Signal> signals(String topic) {
        return signals.asFlux();
    }
}
