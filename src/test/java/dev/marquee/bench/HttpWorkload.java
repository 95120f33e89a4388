package dev.marquee.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Queries or mutations over HTTP.
 *
 * @param name of the workload
 * @param script of {@code bench/wrk} and of {@code bench/floors}
 * @param connections each with one request under way
 * @param kind what the script is to be told
 * @param settings of the server, besides the usual ones
 */
record HttpWorkload(String name, String script, int connections, Kind kind, Map<String, String> settings)
        implements Workload {

    /** Nothing is answered from memory. */
    static final Map<String, String> FROM_DATABASE = Map.of("MARQUEE_ANSWERS_MEMORY", "0B");

    /** What a workload works on. */
    enum Kind {
        /** It only reads. */
        READ,
        /** All buy the first event's free ticket type. */
        HOT,
        /** All buy free ticket types of many events. */
        SPREAD,
        /** Each admits another ticket. */
        DOOR
    }

    /** The queries and mutations that the benchmark has; one warm server serves those that need the same settings. */
    static final List<HttpWorkload> ALL = List.of(
            new HttpWorkload("w1-cold", "w1", 16, Kind.READ, FROM_DATABASE),
            new HttpWorkload("w1b-cold", "w1b", 16, Kind.READ, FROM_DATABASE),
            new HttpWorkload("w1", "w1", 16, Kind.READ, Map.of()),
            new HttpWorkload("w1b", "w1b", 16, Kind.READ, Map.of()),
            new HttpWorkload("w2", "w2", 64, Kind.HOT, Map.of()),
            new HttpWorkload("w2b", "w2", 64, Kind.SPREAD, Map.of()),
            new HttpWorkload("w3", "w3", 64, Kind.DOOR, Map.of()));

    /** The best of so many clients at once is the floor. */
    private static final List<Integer> FLOOR_CLIENTS = List.of(4, 16, 32);

    private static final int MOST_FLOOR_SECONDS = 5;
    private static final int OPEN_LOOP_CONNECTIONS = 256;
    private static final int GENERATOR_WARM_UP_SECONDS = 3;

    static HttpWorkload named(String name) {
        return ALL.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public boolean writes() {
        return kind != Kind.READ;
    }

    @Override
    public Double floor(Stage stage) {
        return FLOOR_CLIENTS.stream()
                .mapToDouble(clients -> floor(stage, clients))
                .max()
                .orElseThrow();
    }

    private double floor(Stage stage, int clients) {
        int seconds = Math.min(MOST_FLOOR_SECONDS, stage.options().seconds());
        String written = written(stage);
        PgBench.Outcome outcome = PgBench.run(stage, script, clients, seconds, floorVariables(stage));
        if (writes() && Long.parseLong(written(stage)) - Long.parseLong(written) != outcome.done()) {
            throw new IllegalStateException("The floor of " + name + " did not write a row with each transaction.");
        }
        return outcome.rate();
    }

    private Map<String, Integer> floorVariables(Stage stage) {
        int spread = stage.options().spread();
        return switch (kind) {
            case READ -> Map.of("events", stage.options().events());
            case HOT -> Map.of("first", spread, "last", spread);
            case SPREAD -> Map.of("first", 1, "last", spread);
            case DOOR -> Map.of("events", stage.options().events(), "base", stage.scannedUpTo(0), "i", -1);
        };
    }

    /** How many records of this kind there are. */
    private String written(Stage stage) {
        return switch (kind) {
            case READ -> "0";
            case HOT, SPREAD -> stage.database().value("select count(*) from orders");
            case DOOR -> stage.database().value("select count(*) from check_in where outcome = 'ADMITTED'");
        };
    }

    @Override
    public Result run(Stage stage, @Nullable Double floor) {
        stage.require(settings);
        warmUp(stage);
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < stage.options().rounds(); round++) {
            rounds.add(measured(stage));
        }
        Result result = Result.ofRates(name, rounds, floor);
        Samples half = load(stage, result.median().rate() / 2, stage.options().seconds());
        return result.withHalf(half.round());
    }

    /** See {@link WarmUp}. */
    void warmUp(Stage stage) {
        WarmUp.of(stage, script, () -> load(stage, stage.options().warmUp()).rate());
    }

    /**
     * Puts the load on the server at planned times, so many a second, and counts latencies from those; before, some that do
     * not count, since the load generator's own code is compiled then.
     */
    Samples load(Stage stage, double rate, int seconds) {
        int base = kind == Kind.DOOR ? stage.scannedUpTo(0) : 0;
        try (HttpLoad load = new HttpLoad(stage.port(), OPEN_LOOP_CONNECTIONS, expected(), requests(stage, base))) {
            load.openLoop(rate, GENERATOR_WARM_UP_SECONDS);
            Samples samples = load.openLoop(rate, seconds);
            if (kind == Kind.DOOR) {
                stage.scannedUpTo(base + load.sent());
            }
            return samples;
        }
    }

    /** What stands in a right answer. */
    String expected() {
        return switch (kind) {
            case READ -> "\"startsAt\"";
            case HOT, SPREAD -> "\"PAID\"";
            case DOOR -> "\"Admitted\"";
        };
    }

    /** The requests of the script. */
    Requests requests(Stage stage, int base) {
        return switch (kind) {
            case READ -> script.equals("w1") ? Requests.explore(stage) : Requests.page(stage);
            case HOT -> Requests.buy(stage, script, 1, 1);
            case SPREAD -> Requests.buy(stage, script, 1, stage.options().spread());
            case DOOR -> Requests.scan(stage, base);
        };
    }

    private Round measured(Stage stage) {
        long before = Long.parseLong(written(stage));
        int seconds = stage.options().seconds();
        Round round = load(stage, seconds);
        long fresh = Long.parseLong(written(stage)) - before;
        if (writes() && fresh < round.rate() * seconds * 0.999) {
            throw new IllegalStateException("%s acknowledged %.0f a second for %d s, but wrote %d rows"
                    .formatted(name, round.rate(), seconds, fresh));
        }
        return round;
    }

    /** Puts the load on the server for so many seconds. */
    Round load(Stage stage, int seconds) {
        int spread = stage.options().spread();
        int base = kind == Kind.DOOR ? stage.scannedUpTo(0) : 0;
        Wrk.Outcome outcome = new Wrk(
                        stage,
                        script,
                        connections,
                        Map.of(
                                "BENCH_SPREAD", kind == Kind.HOT ? "1" : Integer.toString(spread),
                                "BENCH_BASE", Integer.toString(base),
                                "BENCH_TOKENS", tokens(stage).toString()))
                .run(seconds);
        if (kind == Kind.DOOR) {
            stage.scannedUpTo(base + outcome.sent());
        }
        return outcome.round();
    }

    private Path tokens(Stage stage) {
        return kind == Kind.DOOR ? stage.stewardToken() : stage.buyerTokens();
    }
}
