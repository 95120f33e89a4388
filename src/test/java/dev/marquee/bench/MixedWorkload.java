package dev.marquee.bench;

import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Exploring, buying, scanning and watching at the same time, each at a part of what it reaches alone, for minutes. */
record MixedWorkload(String name) implements Workload {

    private static final List<HttpWorkload> PARTS =
            List.of(HttpWorkload.named("w1"), HttpWorkload.named("w2"), HttpWorkload.named("w3"));
    private static final FanOutWorkload WATCHING = new FanOutWorkload("w4-10", 1_000, 10);
    /** Of what each reaches alone, where dozens share a batch; here hardly anybody does, and each costs more. */
    private static final double PART = 0.1;

    private static final int TOP_SECONDS = 3;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public Result run(Stage stage, @Nullable Double floor) {
        stage.require(Map.of());
        int seconds = stage.options().longSeconds();
        Map<String, Double> rates = new LinkedHashMap<>();
        for (HttpWorkload part : PARTS) {
            part.warmUp(stage);
            rates.put(part.name(), PART * part.load(stage, TOP_SECONDS).rate());
        }
        Map<String, Double> more = new TreeMap<>();
        more.put("rss_start_mb", Memory.residentMegabytes(stage.serverPid()));
        more.put("heap_start_mb", Memory.liveHeapMegabytes(stage.serverPid()));
        long start = System.nanoTime();
        Map<String, CompletableFuture<Samples>> running = new LinkedHashMap<>();
        for (HttpWorkload part : PARTS) {
            double rate = rates.getOrDefault(part.name(), 1.0);
            running.put(part.name(), Threads.begin(() -> part.load(stage, rate, seconds)));
        }
        Round watched = watch(stage, seconds);
        more.put("w4_p99_ms", watched.p99());
        Samples all = new Samples();
        running.forEach((part, samples) -> add(more, all, part, samples.join(), start, seconds));
        more.put("rss_end_mb", Memory.residentMegabytes(stage.serverPid()));
        more.put("heap_end_mb", Memory.liveHeapMegabytes(stage.serverPid()));
        all.lasted(seconds);
        Round round = all.round();
        Round whole = new Round(
                round.rate(), round.p50(), round.p99(), round.bad() + watched.bad(), round.sample(), watched.cpu());
        return Result.ofRates(name, List.of(whole), null).with(more);
    }

    private static void add(
            Map<String, Double> more, Samples all, String part, Samples samples, long start, int seconds) {
        more.put(part + "_rate", samples.rate(Samples.Kind.GOOD));
        long minutes = Math.max(1, seconds / TimeUnit.MINUTES.toSeconds(1));
        for (long minute = 0; minute < minutes; minute++) {
            long from = start + minute * MINUTE;
            more.put(
                    part + "_p99_ms_minute_" + (minute + 1),
                    samples.millis(Samples.Kind.GOOD, 0.99, from, from + MINUTE));
        }
        all.addAll(samples);
    }

    private static Round watch(Stage stage, int seconds) {
        try (RedisClient redis = RedisClient.create(stage.redis().url());
                var bus = redis.connect();
                FanOut fanOut = WATCHING.open(stage, bus, WATCHING.rate())) {
            return fanOut.round(seconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
