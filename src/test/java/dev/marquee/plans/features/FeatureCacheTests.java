package dev.marquee.plans.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.plans.EventPlan;
import dev.marquee.plans.Feature;
import dev.marquee.plans.FeatureSwitch;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.shared.EventId;
import dev.marquee.ticketing.SoldEvent;
import dev.marquee.ticketing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** How long features are remembered. */
class FeatureCacheTests {

    private static final Duration LONG = Duration.ofHours(1);

    private final DatabaseClient database = TestDatabase.client();
    private final FeatureStore store = new FeatureStore(database);
    private final SoldEvent event = SoldEvent.create(database);
    private final Sinks.Many<LiveBus.Signal> signals = Sinks.many().multicast().directBestEffort();

    @Test
    void remembersUntilASignalComes() {
        FeatureCache cache = cache(LONG);
        assertThat(reports(cache)).isTrue();
        turn(false);
        assertThat(reports(cache)).isTrue();

        signals.tryEmitNext(LiveBus.Signal.CHANGED);
        assertThat(reports(cache)).isFalse();

        turn(true);
        signals.tryEmitNext(LiveBus.Signal.RESUMED);
        assertThat(reports(cache)).isTrue();
    }

    @Test
    void forgetsByItselfWhenNoSignalComes() {
        FeatureCache cache = cache(Duration.ofNanos(1));
        assertThat(reports(cache)).isTrue();
        turn(false);
        assertThat(reports(cache)).isFalse();
    }

    @Test
    void remembersNothingThatWasReadBeforeASignal() {
        Sinks.Empty<Void> wasRead = Sinks.empty();
        Sinks.Empty<Void> released = Sinks.empty();
        FeatureStore slow = new FeatureStore(database) {
            @Override
            Mono<Map<EventId, EventPlan>> byEvents(Collection<EventId> events) {
                return super.byEvents(events)
                        .doOnNext(found -> wasRead.tryEmitEmpty())
                        .delayUntil(found -> released.asMono());
            }
        };
        FeatureCache cache = cache(slow, LONG);
        CompletableFuture<@Nullable Set<Feature>> before =
                cache.enabled(event.id()).toFuture();
        wasRead.asMono().block();
        turn(false);
        signals.tryEmitNext(LiveBus.Signal.CHANGED);
        released.tryEmitEmpty();

        assertThat(before.join()).contains(Feature.REPORTS);
        assertThat(reports(cache)).isFalse();
    }

    @Test
    void failsAsTheDatabaseDoesAndForgetsThat() {
        MemoryFeatures features = new MemoryFeatures();
        features.enabled.put(event.id(), Set.of(Feature.REPORTS));
        FeatureCache cache = features.cache(LONG);
        features.broken = true;
        StepVerifier.create(cache.enabled(event.id())).verifyError(DataAccessResourceFailureException.class);

        features.broken = false;
        assertThat(reports(cache)).isTrue();
    }

    @Test
    void followsTheDefaultPlanWithoutAPlanOfItsOwn() {
        assertThat(cache(LONG).enabled(EventId.next()).block())
                .contains(Feature.QR_CHECK_IN)
                .doesNotContain(Feature.WEATHER_ALERTS);
    }

    private boolean reports(FeatureCache cache) {
        @Nullable Set<Feature> enabled = cache.enabled(event.id()).block();
        return enabled != null && enabled.contains(Feature.REPORTS);
    }

    private void turn(boolean on) {
        store.switchTo(
                        event.id(),
                        List.of(new FeatureSwitch(Feature.REPORTS, on)),
                        event.organizer(),
                        Instant.parse("2027-01-01T00:00:00Z"))
                .block();
    }

    private FeatureCache cache(Duration memory) {
        return cache(store, memory);
    }

    private FeatureCache cache(FeatureStore from, Duration memory) {
        LiveBus bus = new LiveBus() {
            @Override
            public Mono<Void> announceAll(Collection<String> topics) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Flux<Signal> signals(String topic) {
                return signals.asFlux();
            }
        };
        return new FeatureCache(from, bus, new LaneSettings(2, 64, 4096), new FeatureSettings(memory));
    }
}
