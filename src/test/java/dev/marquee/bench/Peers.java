package dev.marquee.bench;

import dev.marquee.dev.ChildProcess;
import dev.marquee.dev.LocalPostgres;
import dev.marquee.dev.Ports;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Servers to compare with, in Node, on the same PostgreSQL with their own data. The folder holds a script for each with
 * what it needs installed, and beside the folder {@code sql/seed.sql} with their tables.
 */
final class Peers {

    private static final List<String> NAMES = List.of("mercurius", "apollo", "yoga");
    private static final String DATABASE = "peers";
    private static final int SPREAD = 1_000;
    private static final int WARM_UP_SECONDS = 4;
    private static final int SUBSCRIBERS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Subscription WATCH = new Subscription(
            "subscription Watch($event: ID!) { availability(eventId: $event) { eventId ticketTypeId remaining sentAt } }",
            Map.of("event", "1"),
            "\"remaining\":");

    private final Stage stage;
    private final Path folder;
    private final Map<String, Best> best = new HashMap<>();
    private int scanned;

    /** The fastest at a workload. */
    record Best(String name, double rate) {}

    private Peers(Stage stage, Path folder) {
        this.stage = stage;
        this.folder = folder;
    }

    /** Measures them at those of the workloads that they can do; nothing unless a folder is given. */
    static Map<String, Best> measure(Stage stage, List<Workload> workloads) {
        Path folder = stage.options().peers();
        if (folder == null) {
            return Map.of();
        }
        Peers peers = new Peers(stage, folder);
        peers.fill();
        NAMES.stream()
                .filter(name -> Files.exists(folder.resolve(name + ".js")))
                .forEach(name -> workloads.forEach(workload -> peers.measure(name, workload)));
        return peers.best;
    }

    private void fill() {
        try {
            stage.postgres().createDatabase(DATABASE);
            Process psql = environment(new ProcessBuilder(
                            "psql",
                            "-q",
                            "-X",
                            "-v",
                            "ON_ERROR_STOP=1",
                            "-f",
                            folder.resolveSibling("sql").resolve("seed.sql").toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(Stage.OUTPUT.resolve("peers-seed.log").toFile())
                    .start();
            if (psql.waitFor() != 0) {
                throw new IllegalStateException("The peers' data could not be made: "
                        + Files.readString(Stage.OUTPUT.resolve("peers-seed.log")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void measure(String name, Workload workload) {
        int port = Ports.free();
        try (ChildProcess server = start(name, port)) {
            server.await(() -> Stage.listens(port), PATIENCE);
            Round round = workload instanceof FanOutWorkload fanOut
                    ? fanOut.rate() == 0 && !name.equals("apollo") ? watch(port) : null
                    : workload instanceof HttpWorkload http ? load(http, port) : null;
            if (round != null && round.bad() > 0) {
                System.out.printf(
                        "%s at %s: left out, it answers wrongly: %s%n", name, workload.name(), round.sample());
            } else if (round != null) {
                System.out.printf("%s at %s: %.0f%n", name, workload.name(), round.rate());
                best.merge(workload.name(), new Best(name, round.rate()), (a, b) -> a.rate() > b.rate() ? a : b);
            }
        }
    }

    private ChildProcess start(String name, int port) {
        ProcessBuilder node = environment(
                new ProcessBuilder("node", folder.resolve(name + ".js").toString()));
        node.environment()
                .putAll(Map.of(
                        "PORT",
                        Integer.toString(port),
                        "REDIS_PORT",
                        Integer.toString(stage.redis().port()),
                        "NODE_ENV",
                        "production"));
        return ChildProcess.start(name, node.directory(folder.toFile()), Stage.OUTPUT.resolve(name + ".log"));
    }

    private Round load(HttpWorkload workload, int port) {
        wrk(workload, port, WARM_UP_SECONDS);
        return wrk(workload, port, stage.options().seconds());
    }

    private Round wrk(HttpWorkload workload, int port, int seconds) {
        int spread = workload.kind() == HttpWorkload.Kind.HOT ? 1 : SPREAD;
        Wrk.Outcome outcome = new Wrk(
                        stage,
                        port,
                        "peer",
                        workload.connections(),
                        Map.of(
                                "BENCH_PEER",
                                workload.script(),
                                "BENCH_SPREAD",
                                Integer.toString(spread),
                                "BENCH_BASE",
                                Integer.toString(scanned)))
                .run(seconds);
        scanned += workload.kind() == HttpWorkload.Kind.DOOR ? outcome.sent() : 0;
        return outcome.round();
    }

    private @Nullable Round watch(int port) {
        AtomicLong revision = new AtomicLong();
        try (RedisClient redis = RedisClient.create(stage.redis().url());
                var bus = redis.connect()) {
            FanOut.Changes news = new FanOut.Changes(
                    revision::incrementAndGet,
                    number -> bus.sync().publish("availability:1", """
                            {"eventId":"1","ticketTypeId":"1","remaining":%d,"sentAt":"%d"}""".formatted(number, System.nanoTime())));
            try (FanOut fanOut = new FanOut(stage, port, WATCH, SUBSCRIBERS, 0, news)) {
                return Result.ofRates("w4", fanOut.rounds(WARM_UP_SECONDS), null)
                        .median();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder environment(ProcessBuilder command) {
        command.environment()
                .putAll(Map.of(
                        "PGHOST",
                        "127.0.0.1",
                        "PGPORT",
                        Integer.toString(stage.postgres().port()),
                        "PGUSER",
                        LocalPostgres.ROLE,
                        "PGPASSWORD",
                        LocalPostgres.ROLE,
                        "PGDATABASE",
                        DATABASE));
        return command;
    }
}
