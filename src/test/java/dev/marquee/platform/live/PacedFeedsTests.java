package dev.marquee.platform.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.marquee.platform.LiveBus;
import dev.marquee.platform.LiveFeeds;
import dev.marquee.platform.errors.ApiError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class PacedFeedsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Sinks.Many<LiveBus.Signal> signals = Sinks.many().multicast().directBestEffort();
    private final AtomicLong revision = new AtomicLong(1);
    private final AtomicInteger readings = new AtomicInteger();
    private final PacedFeeds feeds = new PacedFeeds(
            new LiveBus() {
                @Override
                public Mono<Void> announceAll(Collection<String> topics) {
                    return Mono.fromRunnable(() -> signals.tryEmitNext(Signal.CHANGED));
                }

                @Override
                public Flux<Signal> signals(String topic) {
                    return signals.asFlux();
                }
            },
            new LiveSettings("test", PATIENCE, PATIENCE, Duration.ofMillis(20), Duration.ofHours(1)));

    private record State(long revision) implements LiveFeeds.Revised {}

    private record Scans(long revision, boolean snapshot, List<Long> added) implements LiveFeeds.Revised {}

    private Mono<State> read() {
        return Mono.fromSupplier(() -> {
            readings.incrementAndGet();
            return new State(revision.get());
        });
    }

    private void change() {
        revision.incrementAndGet();
        signals.tryEmitNext(LiveBus.Signal.CHANGED);
    }

    @Test
    void tellsTheStateFirstAndThenEachChange() {
        StepVerifier.create(feeds.state("topic", read()))
                .expectNext(new State(1))
                .then(this::change)
                .expectNext(new State(2))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void keepsQuietWhenNothingChangedButTellsTheStateAnewAfterAGap() {
        StepVerifier.create(feeds.state("topic", read()))
                .expectNext(new State(1))
                .then(() -> signals.tryEmitNext(LiveBus.Signal.CHANGED))
                .expectNoEvent(Duration.ofMillis(100))
                .then(() -> signals.tryEmitNext(LiveBus.Signal.RESUMED))
                .expectNext(new State(1))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void conflatesABurstIntoTheLatestState() {
        List<State> told = new ArrayList<>();
        StepVerifier.create(feeds.state("topic", read()).doOnNext(told::add))
                .expectNextCount(1)
                .then(() -> LongStream.range(0, 10_000).forEach(index -> change()))
                .thenConsumeWhile(state -> state.revision() < 10_001)
                .expectNext(new State(10_001))
                .thenCancel()
                .verify(PATIENCE);

        assertThat(told).hasSizeLessThan(100).isSortedAccordingTo((a, b) -> Long.compare(a.revision(), b.revision()));
    }

    @Test
    void readsOnceForAllSignalsThatCameBeforeTheReading() {
        Sinks.Empty<Void> gate = Sinks.empty();
        Mono<State> slow =
                read().flatMap(state -> state.revision() == 2 ? gate.asMono().thenReturn(state) : Mono.just(state));

        StepVerifier.create(feeds.state("topic", slow))
                .expectNext(new State(1))
                .then(this::change)
                .then(() -> await().untilAtomic(readings, equalTo(2)))
                .then(() -> LongStream.range(0, 3).forEach(index -> change()))
                .then(gate::tryEmitEmpty)
                .expectNext(new State(2), new State(5))
                .expectNoEvent(Duration.ofMillis(100))
                .thenCancel()
                .verify(PATIENCE);

        assertThat(readings).hasValue(3);
    }

    @Test
    void readsOnceForAllSubscribers() {
        Flux<State> feed = feeds.state("topic", read());

        StepVerifier.create(Flux.range(0, 100).flatMap(index -> feed.take(1), 100))
                .expectNextCount(100)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(readings).hasValue(1);
    }

    @Test
    void completesWhenThereIsNothingToReadAnyMore() {
        StepVerifier.create(feeds.state("topic", Mono.<State>defer(() -> revision.get() < 3 ? read() : Mono.empty())))
                .expectNext(new State(1))
                .then(this::change)
                .expectNext(new State(2))
                .then(this::change)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void outlastsAnOutageOfTheDatabase() {
        AtomicInteger tries = new AtomicInteger();
        Mono<State> failing = Mono.defer(() -> tries.incrementAndGet() < 3
                ? Mono.error(new DataAccessResourceFailureException("database down"))
                : read());

        StepVerifier.create(feeds.state("failing", failing).take(1))
                .expectNext(new State(1))
                .expectComplete()
                .verify(PATIENCE);
    }

    @ParameterizedTest
    @MethodSource("errorsThatTryingAgainDoesNotHeal")
    void endsWithAnyOtherErrorAndBeginsAnewForTheNextSubscriber(RuntimeException error) {
        AtomicInteger tries = new AtomicInteger();
        Flux<State> feed =
                feeds.state("topic", Mono.defer(() -> tries.incrementAndGet() == 2 ? Mono.error(error) : read()));

        StepVerifier.create(feed)
                .expectNext(new State(1))
                .then(this::change)
                .expectErrorSatisfies(thrown -> assertThat(thrown).isSameAs(error))
                .verify(PATIENCE);
        StepVerifier.create(feed.take(1))
                .expectNext(new State(2))
                .expectComplete()
                .verify(PATIENCE);
    }

    static Stream<RuntimeException> errorsThatTryingAgainDoesNotHeal() {
        return Stream.of(ApiError.notFound("event"), new IllegalStateException("a slip of ours"));
    }

    @Test
    void tellsEveryAdditionOnceWhateverTheBursts() {
        List<Long> heard = new ArrayList<>();
        Flux<Scans> feed = feeds.additions(
                "scans",
                last -> Mono.fromSupplier(() -> {
                    long now = revision.get();
                    return last == null
                            ? new Scans(now, true, List.of())
                            : new Scans(
                                    now,
                                    false,
                                    LongStream.rangeClosed(last.revision() + 1, now)
                                            .boxed()
                                            .toList());
                }));

        StepVerifier.create(feed.doOnNext(scans -> heard.addAll(scans.added())))
                .expectNextMatches(Scans::snapshot)
                .then(() -> LongStream.range(0, 1_000).forEach(index -> change()))
                .thenConsumeWhile(scans -> scans.revision() < 1_001)
                .expectNextMatches(scans -> scans.revision() == 1_001)
                .thenCancel()
                .verify(PATIENCE);

        assertThat(heard)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, 1_001).boxed().toList());
    }
}
