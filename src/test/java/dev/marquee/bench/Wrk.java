package dev.marquee.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP load by {@code wrk} with a script of {@code bench/wrk}: so many connections, each with one request under way. */
final class Wrk {

    private static final Pattern RESULT = Pattern.compile("^RESULT (\\{.*})$", Pattern.MULTILINE);
    private static final Path HOME = Path.of("bench").toAbsolutePath();

    private final Stage stage;
    private final int port;
    private final String script;
    private final int connections;
    private final Map<String, String> variables;

    /**
     * Load that does not run yet.
     *
     * @param script name of the Lua script
     * @param variables what the script asks for besides what all scripts do
     */
    Wrk(Stage stage, String script, int connections, Map<String, String> variables) {
        this(stage, stage.port(), script, connections, variables);
    }

    /** The same on whoever listens on a port. */
    Wrk(Stage stage, int port, String script, int connections, Map<String, String> variables) {
        this.stage = stage;
        this.port = port;
        this.script = script;
        this.connections = connections;
        this.variables = variables;
    }

    /**
     * What a run came to.
     *
     * @param sent requests made, those included that were under way at the end
     */
    record Outcome(Round round, int sent) {}

    /** Runs for so long. */
    Outcome run(int seconds) {
        Cpu before = stage.cpu();
        JsonNode result = JsonMapper.shared().readTree(output(seconds));
        Cpu after = stage.cpu();
        Round round = new Round(
                result.get("good").asDouble() / result.get("seconds").asDouble(),
                result.get("p50").asDouble(),
                result.get("p99").asDouble(),
                result.get("bad").asLong() + result.get("socketErrors").asLong(),
                result.get("sample").asString(),
                before == null || after == null ? null : after.since(before));
        return new Outcome(round, result.get("sent").asInt());
    }

    private String output(int seconds) {
        ProcessBuilder command = new ProcessBuilder(List.of(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--latency",
                        "--timeout",
                        "10s",
                        "-s",
                        HOME.resolve("wrk").resolve(script + ".lua").toString(),
                        "http://127.0.0.1:" + port))
                .redirectErrorStream(true);
        Map<String, String> environment = command.environment();
        environment.put("BENCH_HOME", HOME.toString());
        environment.put("BENCH_RUN", Long.toString(System.nanoTime(), Character.MAX_RADIX));
        environment.put("BENCH_EVENTS", Integer.toString(stage.options().events()));
        environment.put("BENCH_EVENT", SeedData.prefix(SeedData.event(0).toString()));
        environment.put("BENCH_TYPE", SeedData.prefix(SeedData.ticketType(0, 0).toString()));
        environment.putAll(variables);
        return run(command);
    }

    private static String run(ProcessBuilder command) {
        try {
            Process wrk = command.start();
            String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher result = RESULT.matcher(output);
            if (wrk.waitFor() != 0 || !result.find()) {
                throw new IllegalStateException("wrk failed:\n" + output);
            }
            return result.group(1);
        } catch (IOException e) {
            throw new IllegalStateException("wrk could not be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
