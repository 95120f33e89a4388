package dev.marquee.platform.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.errors.ErrorCode;
import dev.marquee.platform.threads.HomeLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class LanesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final Sinks.Empty<Void> gate = Sinks.empty();

    private Lanes<Integer, String> lanes(LaneSettings settings) {
        return lanes(settings, number -> number);
    }

    private Lanes<Integer, String> lanes(LaneSettings settings, Function<Integer, Object> identity) {
        return new Lanes<>(settings, number -> 0, identity, batch -> {
            batches.add(batch);
            return gate.asMono().then(work(batch));
        });
    }

    private static Mono<List<String>> work(List<Integer> batch) {
        if (batch.contains(13)) {
            return Mono.error(() -> new IllegalArgumentException("unlucky"));
        }
        if (batch.contains(99)) {
            return Mono.error(() -> new DataAccessResourceFailureException("gone"));
        }
        return Mono.just(batch.stream().map(number -> "done " + number).toList());
    }

    private static List<Mono<String>> started(Lanes<Integer, String> lanes, int... numbers) {
        List<Mono<String>> started = new ArrayList<>();
        for (int number : numbers) {
            Mono<String> outcome = lanes.submit(number).cache();
            outcome.subscribe(done -> {}, thrown -> {});
            started.add(outcome);
        }
        return started;
    }

    private static List<String> outcomes(List<Mono<String>> started) {
        return Objects.requireNonNull(Flux.fromIterable(started)
                .concatMap(outcome -> outcome.onErrorResume(thrown -> Mono.just("failed: " + thrown.getMessage())))
                .collectList()
                .block(PATIENCE));
    }

    @Test
    void gathersWhileABatchIsUnderWayInTheOrderOfArrival() {
        var started = started(lanes(new LaneSettings(1, 3, 10)), 1, 2, 3, 4, 5);
        gate.tryEmitEmpty();
        assertThat(outcomes(started)).containsExactly("done 1", "done 2", "done 3", "done 4", "done 5");
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5));
    }

    @Test
    void doesAFailedBatchAgainOneByOne() {
        var started = started(lanes(new LaneSettings(1, 10, 10)), 1, 2, 13, 4);
        gate.tryEmitEmpty();
        assertThat(outcomes(started)).containsExactly("done 1", "done 2", "failed: unlucky", "done 4");
    }

    @Test
    void failsAWholeBatchWhenTheDatabaseIsOutOfReach() {
        var started = started(lanes(new LaneSettings(1, 10, 10)), 1, 2, 99, 4);
        gate.tryEmitEmpty();
        assertThat(outcomes(started)).containsExactly("done 1", "failed: gone", "failed: gone", "failed: gone");
        assertThat(batches).hasSize(2);
    }

    @Test
    void refusesWhenTooManyWait() {
        var lanes = lanes(new LaneSettings(1, 10, 2));
        var started = started(lanes, 1, 2, 3);
        assertThat(lanes.waiting()).isEqualTo(2);
        var entrance = new AtomicInteger();
        StepVerifier.create(lanes.submit(4).contextWrite(((Entrance) entrance::incrementAndGet)::in))
                .expectErrorSatisfies(
                        thrown -> assertThat(((ApiError) thrown).code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .verify(PATIENCE);
        assertThat(entrance).hasValue(1);
        gate.tryEmitEmpty();
        assertThat(outcomes(started)).containsExactly("done 1", "done 2", "done 3");
    }

    @Test
    void leavesOutWhoLeftBeforeTheBatchBegan() {
        var lanes = lanes(new LaneSettings(1, 10, 10));
        var started = started(lanes, 1);
        Disposable impatient = lanes.submit(2).subscribe();
        started.addAll(started(lanes, 3));
        impatient.dispose();
        gate.tryEmitEmpty();
        assertThat(outcomes(started)).containsExactly("done 1", "done 3");
        assertThat(batches).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void finishesWhatBeganAlthoughTheCallerLeft() {
        var lanes = lanes(new LaneSettings(1, 10, 10));
        lanes.submit(1).subscribe().dispose();
        var started = started(lanes, 2);
        gate.tryEmitEmpty();
        assertThat(outcomes(started)).containsExactly("done 2");
        assertThat(batches).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void neverPutsTwoOfTheSameIdentityIntoABatch() {
        var started = started(lanes(new LaneSettings(1, 10, 10), number -> number % 10), 1, 2, 12, 3, 22);
        gate.tryEmitEmpty();
        assertThat(outcomes(started)).hasSize(5);
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3), List.of(12), List.of(22));
    }

    @Test
    void doesEverythingByItselfWithoutLanes() {
        gate.tryEmitEmpty();
        var started = started(lanes(new LaneSettings(0, 10, 10)), 1, 2, 3);
        assertThat(outcomes(started)).containsExactly("done 1", "done 2", "done 3");
        assertThat(batches).containsExactly(List.of(1), List.of(2), List.of(3));
    }

    @Test
    void tellsEachCallerOnTheEventLoopOfItsConnection() {
        var lanes = lanes(new LaneSettings(1, 10, 10));
        try (var one = Executors.newSingleThreadExecutor(task -> new Thread(task, "home 1"));
                var two = Executors.newSingleThreadExecutor(task -> new Thread(task, "home 2"))) {
            List<Executor> homes = List.of(one, two, one);
            List<Mono<String>> threads = homes.stream()
                    .map(home -> lanes.submit(1)
                            .map(done -> Thread.currentThread().getName())
                            .contextWrite(context -> HomeLoop.in(context, home))
                            .cache())
                    .toList();
            threads.forEach(Mono::subscribe);
            gate.tryEmitEmpty();
            assertThat(outcomes(threads)).containsExactly("home 1", "home 2", "home 1");
        }
    }

    @Test
    void servesManyCallersAtOnce() {
        gate.tryEmitEmpty();
        var lanes = lanes(new LaneSettings(4, 64, 10_000));
        List<Integer> numbers = IntStream.range(100, 5_000).boxed().toList();
        List<String> outcomes = Flux.fromIterable(numbers)
                .flatMapSequential(number -> lanes.submit(number).subscribeOn(Schedulers.parallel()), 500)
                .collectList()
                .block(PATIENCE);
        assertThat(outcomes)
                .isEqualTo(numbers.stream().map(number -> "done " + number).toList());
        assertThat(lanes.waiting()).isZero();
    }
}
