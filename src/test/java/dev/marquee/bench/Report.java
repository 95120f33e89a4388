package dev.marquee.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Shows results as a table and writes them as JSON. */
final class Report {

    private static final String HEADING = "%-8s %9s %9s %9s %9s %9s %6s %9s  %-32s %8s %5s"
            .formatted(
                    "",
                    "rate/s",
                    "p50 ms",
                    "p99 ms",
                    "p99 half",
                    "floor/s",
                    "ratio",
                    "peer/s",
                    "CPU % server  db load other idle",
                    "ms/op",
                    "bad");

    private Report() {}

    static String table(List<Result> results) {
        StringBuilder table = new StringBuilder(HEADING).append('\n');
        results.forEach(result -> table.append(row(result)).append('\n'));
        return table.toString();
    }

    private static String row(Result result) {
        Round round = result.median();
        Cpu.Shares cpu = round.cpu();
        return "%-8s %9s %9s %9s %9s %9s %6s %9s  %-32s %8s %5d%s"
                .formatted(
                        result.workload(),
                        number(round.rate(), 0),
                        number(round.p50(), 2),
                        number(round.p99(), 2),
                        number(half(result), 2),
                        number(result.floor(), 0),
                        number(result.ratioToFloor(), 2),
                        number(result.peer(), 0),
                        cpu == null
                                ? "-"
                                : "%12.0f %3.0f %4.0f %5.0f %4.0f"
                                        .formatted(cpu.server(), cpu.database(), cpu.load(), cpu.other(), cpu.idle()),
                        number(result.serverMillis(), 3),
                        result.bad(),
                        further(result));
    }

    private static @Nullable Double half(Result result) {
        Round half = result.half();
        return half == null ? null : half.p99();
    }

    private static String further(Result result) {
        return result.more().entrySet().stream()
                .map(figure -> "\n         " + figure.getKey() + ' ' + number(figure.getValue(), 2))
                .collect(Collectors.joining());
    }

    private static String number(@Nullable Double value, int decimals) {
        return value == null || value.isNaN() ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    static void write(List<Result> results, Path file) {
        ObjectNode all = JsonMapper.shared().createObjectNode();
        results.forEach(result -> all.set(result.workload(), json(result)));
        try {
            Files.writeString(file, all.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode json(Result result) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        Round median = result.median();
        put(json, "rate", median.rate());
        put(json, "p50_ms", median.p50());
        put(json, "p99_ms", median.p99());
        put(json, "p99_half_ms", half(result));
        put(json, "floor", result.floor());
        put(json, "peer", result.peer());
        put(json, "ratio_to_floor", result.ratioToFloor());
        put(json, "server_ms_per_answer", result.serverMillis());
        json.put("bad", result.bad());
        result.more().forEach((name, value) -> put(json, name, value));
        Cpu.Shares cpu = median.cpu();
        if (cpu != null) {
            ObjectNode shares = json.putObject("cpu");
            put(shares, "server", cpu.server());
            put(shares, "database", cpu.database());
            put(shares, "load", cpu.load());
            put(shares, "other", cpu.other());
            put(shares, "idle", cpu.idle());
        }
        var rounds = json.putArray("round_rates");
        result.rounds().forEach(round -> rounds.add(Math.round(round.rate())));
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Double value) {
        if (value == null || value.isNaN()) {
            json.putNull(name);
        } else {
            json.put(name, Math.round(value * 1000) / 1000.0);
        }
    }
}
