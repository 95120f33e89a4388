package dev.marquee.plans.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.plans.Feature;
import dev.marquee.platform.LiveBus.Signal;
import dev.marquee.shared.EventId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** When running subscriptions learn that a feature is gone. */
class FeatureWatchTests {

    private static final Duration RECHECK = Duration.ofSeconds(4);
    private static final FeatureRule REPORTS = FeatureRule.needing(Feature.REPORTS);

    private final MemoryFeatures features = new MemoryFeatures();
    private final EventId event = EventId.next();
    private final EventId other = EventId.next();

    @BeforeEach
    void switchOn() {
        features.enabled.put(event, Set.of(Feature.REPORTS));
        features.enabled.put(other, Set.of(Feature.REPORTS));
    }

    @Test
    void learnsAtOnceFromASignal() {
        StepVerifier.withVirtualTime(this::lost)
                .expectSubscription()
                .then(features.enabled::clear)
                .then(() -> features.signals.tryEmitNext(Signal.CHANGED))
                .expectNext(Set.of())
                .verifyComplete();
    }

    @Test
    void learnsAtTheNextLookWithoutASignal() {
        StepVerifier.withVirtualTime(this::lost)
                .expectSubscription()
                .expectNoEvent(RECHECK.multipliedBy(3))
                .then(features.enabled::clear)
                .thenAwait(RECHECK)
                .expectNext(Set.of())
                .verifyComplete();
    }

    @Test
    void waitsWhileTheDatabaseIsAway() {
        StepVerifier.withVirtualTime(this::lost)
                .expectSubscription()
                .then(() -> features.broken = true)
                .then(features.enabled::clear)
                .expectNoEvent(RECHECK.multipliedBy(2))
                .then(() -> features.broken = false)
                .thenAwait(RECHECK)
                .expectNext(Set.of())
                .verifyComplete();
    }

    @Test
    void readsAllThatIsWatchedTogetherAndNothingAfterwards() {
        StepVerifier.withVirtualTime(() -> {
                    FeatureWatch watch = features.watch(RECHECK);
                    return Flux.merge(
                            watch.lost(REPORTS, event), watch.lost(REPORTS, event), watch.lost(REPORTS, other));
                })
                .expectSubscription()
                .thenAwait(RECHECK)
                .then(() -> assertThat(features.reads).isEqualTo(List.of(Set.of(event, other))))
                .then(() -> features.enabled.remove(event))
                .thenAwait(RECHECK)
                .expectNext(Set.of(), Set.of())
                .thenAwait(RECHECK)
                .then(() -> assertThat(features.reads).last().isEqualTo(Set.of(other)))
                .thenCancel()
                .verify();
        assertThat(features.signals.currentSubscriberCount())
                .as("the cache alone listens on")
                .isEqualTo(1);
    }

    private Mono<Set<Feature>> lost() {
        return features.watch(RECHECK).lost(REPORTS, event);
    }
}
