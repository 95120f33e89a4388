package dev.marquee.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Three times the rate that the server can do, at planned times, then half of it at once: what is refused, how quickly and
 * how late what is accepted gets its answer, and when latencies are back to where they were before.
 *
 * @param load what there is too much of
 */
record OverloadWorkload(String name, HttpWorkload load) implements Workload {

    private static final int TIMES = 3;
    /** More than are answered within the patience of the server. */
    private static final int CONNECTIONS = 6_000;

    private static final int CALM_CONNECTIONS = 256;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int RECOVERY_SECONDS = 10;
    private static final double NORMAL = 2;
    private static final double NORMAL_MILLIS = 10;

    @Override
    public boolean writes() {
        return load.writes();
    }

    @Override
    public Result run(Stage stage, @Nullable Double floor) {
        stage.require(Map.of());
        int seconds = stage.options().seconds();
        load.warmUp(stage);
        double top = IntStream.range(0, stage.options().rounds())
                .mapToDouble(round -> load.load(stage, seconds).rate())
                .max()
                .orElseThrow();
        double calm = load.load(stage, top / 2, seconds).millis(Samples.Kind.GOOD, 0.99);
        CompletableFuture<Samples> tooMuch = Threads.begin(() -> open(stage, CONNECTIONS, TIMES * top, seconds));
        CompletableFuture<Samples> after =
                Threads.beginAfter(seconds, () -> open(stage, CALM_CONNECTIONS, top / 2, RECOVERY_SECONDS));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        return result(top, calm, tooMuch.join(), after.join(), end);
    }

    private Samples open(Stage stage, int connections, double rate, int seconds) {
        try (HttpLoad http = new HttpLoad(stage.port(), connections, load.expected(), load.requests(stage, 0))) {
            return http.openLoop(rate, seconds, PATIENCE);
        }
    }

    private Result result(double top, double calm, Samples during, Samples after, long end) {
        Map<String, Double> more = new TreeMap<>();
        more.put("top_rate", top);
        more.put("refused_rate", during.rate(Samples.Kind.REFUSED));
        more.put("refused_p50_ms", during.millis(Samples.Kind.REFUSED, 0.5));
        more.put("refused_p99_ms", during.millis(Samples.Kind.REFUSED, 0.99));
        more.put("unsent_rate", during.rate(Samples.Kind.UNSENT));
        more.put("p99_before_ms", calm);
        more.put("p99_after_ms", after.millis(Samples.Kind.GOOD, 0.99));
        more.put("refused_after", (double) after.count(Samples.Kind.REFUSED) + after.count(Samples.Kind.UNSENT));
        more.put("recovered_after_ms", recovered(after, end, NORMAL * calm + NORMAL_MILLIS));
        if (during.count(Samples.Kind.REFUSED) > 0) {
            System.out.println("Refused like this: " + during.example(Samples.Kind.REFUSED));
        }
        Round accepted = new Round(
                during.rate(Samples.Kind.GOOD),
                during.millis(Samples.Kind.GOOD, 0.5),
                during.millis(Samples.Kind.GOOD, 0.99),
                during.count(Samples.Kind.BAD) + after.count(Samples.Kind.BAD),
                during.example(Samples.Kind.BAD) + after.example(Samples.Kind.BAD),
                null);
        return Result.ofRates(name, List.of(accepted), null).with(more);
    }

    /** Milliseconds until the last stretch of time in which latencies were not normal was over. */
    private static double recovered(Samples after, long end, double normal) {
        double millis = 0;
        for (long from = 0; from < TimeUnit.SECONDS.toNanos(RECOVERY_SECONDS); from += WINDOW) {
            double p99 = after.millis(Samples.Kind.GOOD, 0.99, end + from, end + from + WINDOW);
            if (!(p99 <= normal)) {
                millis = (from + WINDOW) / 1e6;
            }
        }
        return millis;
    }
}
