package dev.marquee.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The same load on the usual data and on many times as much, without answers from memory, of which more pages would only
 * mean fewer hits. The rate is the smallest of the ratios, large to usual.
 */
record GrowthWorkload(String name) implements Workload {

    private static final List<HttpWorkload> LOADS =
            List.of(HttpWorkload.named("w1"), HttpWorkload.named("w1b"), HttpWorkload.named("w3"));
    private static final double GIGABYTE = 1e9;

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public Result run(Stage stage, @Nullable Double floor) {
        Map<String, Double> more = new TreeMap<>();
        Map<String, Round> usual = rates(stage);
        more.put("gigabytes", gigabytes(stage));
        stage.end();
        Options options = stage.options().large();
        System.out.printf("Filling another database: %,d events, %,d tickets%n", options.events(), options.tickets());
        Map<String, Round> large;
        try (Stage larger = stage.open(options, "large")) {
            more.put("large_gigabytes", gigabytes(larger));
            large = rates(larger);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Round> ratios = new ArrayList<>();
        usual.forEach((load, round) -> {
            Round other = large.getOrDefault(load, round);
            double ratio = other.rate() / round.rate();
            more.put(load + "_rate", round.rate());
            more.put(load + "_large_rate", other.rate());
            more.put(load + "_ratio", ratio);
            ratios.add(new Round(ratio, Double.NaN, Double.NaN, round.bad() + other.bad(), other.sample(), null));
        });
        ratios.sort((a, b) -> Double.compare(a.rate(), b.rate()));
        return Result.ofRates(name, ratios.subList(0, 1), null).with(more);
    }

    private static Map<String, Round> rates(Stage stage) {
        stage.require(HttpWorkload.FROM_DATABASE);
        Map<String, Round> rates = new LinkedHashMap<>();
        for (HttpWorkload load : LOADS) {
            load.warmUp(stage);
            List<Round> rounds = new ArrayList<>();
            for (int round = 0; round < stage.options().rounds(); round++) {
                rounds.add(load.load(stage, stage.options().seconds()));
            }
            rates.put(load.name(), Result.ofRates(load.name(), rounds, null).median());
        }
        return rates;
    }

    private static double gigabytes(Stage stage) {
        return Long.parseLong(stage.database().value("select pg_database_size(current_database())")) / GIGABYTE;
    }
}
