package dev.marquee.platform.lanes;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What gathering costs by itself, for each of those who wait: the work of a batch is done at once on another thread. */
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LanesBenchmark {

    private static final int CALLERS = 1_000;

    /** 0 gathers nothing. */
    @Param({"0", "2"})
    public int count;

    private final Scheduler elsewhere = Schedulers.newSingle("work", true);

    @Benchmark
    @OperationsPerInvocation(CALLERS)
    public @Nullable Integer submit() {
        Lanes<Integer, Integer> lanes = new Lanes<>(
                new LaneSettings(count, 64, 4_096),
                item -> item,
                item -> item,
                batch -> Mono.just(batch).publishOn(elsewhere));
        return Flux.fromIterable(IntStream.range(0, CALLERS).boxed().toList())
                .flatMap(lanes::submit, CALLERS)
                .reduce(0, Integer::sum)
                .block();
    }
}
