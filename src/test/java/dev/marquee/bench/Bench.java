package dev.marquee.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Measures the packaged server: {@code bench/run.sh}. */
final class Bench {

    private final Stage stage;
    private final List<Workload> workloads;
    private final List<String> faults = new ArrayList<>();

    private Bench(Stage stage) {
        this.stage = stage;
        workloads = stage.options().workloads().stream().map(Workloads::named).toList();
    }

    /** Runs the workloads that the arguments name; ends with code 1 when a result is void. */
    public static void main(String[] arguments) throws Exception {
        Thread.currentThread().setUncaughtExceptionHandler((main, fault) -> {
            fault.printStackTrace();
            System.exit(1);
        });
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Options options;
        try {
            options = Options.read(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        List<String> faults;
        long start = System.nanoTime();
        System.out.printf("Filling a database: %,d events, %,d tickets%n", options.events(), options.tickets());
        try (Stage stage = Stage.open(options)) {
            System.out.printf(
                    "Filled in %d s; fsync is %s, synchronous_commit is %s, %d processors%n",
                    (System.nanoTime() - start) / 1_000_000_000,
                    stage.database().value("show fsync"),
                    stage.database().value("show synchronous_commit"),
                    Runtime.getRuntime().availableProcessors());
            faults = new Bench(stage).run();
        }
        faults.forEach(System.err::println);
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    private List<String> run() {
        Map<String, @Nullable Double> floors = new HashMap<>();
        for (Workload workload : workloads) {
            if (stage.options().floors()) {
                stage.settle();
                floors.put(workload.name(), workload.floor(stage));
                System.out.printf("Floor of %s: %s%n", workload.name(), floors.get(workload.name()));
            }
        }
        Map<String, Peers.Best> peers = Peers.measure(stage, workloads);
        List<Result> results = new ArrayList<>();
        for (Workload workload : workloads) {
            stage.settle();
            try {
                results.add(measured(workload, floors.get(workload.name()), peers.get(workload.name())));
            } catch (RuntimeException fault) {
                faults.add(workload.name() + " failed: " + fault);
            }
        }
        stage.end();
        System.out.println(Report.table(results));
        Report.write(results, Stage.OUTPUT.resolve("results.json"));
        return faults;
    }

    private Result measured(Workload workload, @Nullable Double floor, Peers.@Nullable Best peer) {
        Result result = workload.run(stage, floor).withPeer(peer == null ? null : peer.rate());
        judge(workload, result);
        System.out.println(Report.table(List.of(result)));
        return result;
    }

    private void judge(Workload workload, Result result) {
        Stream.concat(result.rounds().stream(), Stream.ofNullable(result.half()))
                .filter(round -> round.bad() > 0)
                .findFirst()
                .ifPresent(round -> faults.add(
                        workload.name() + " is void, " + round.bad() + " answers were wrong, e.g. " + round.sample()));
        if (result.median().rate() == 0) {
            faults.add(workload.name() + " is void, there was no answer");
        }
        if (workload.writes()) {
            Invariants.broken(stage.postgres().r2dbcUrl(Stage.DATABASE)).stream()
                    .limit(10)
                    .forEach(fault -> faults.add("After " + workload.name() + ": " + fault));
        }
    }
}
