package dev.marquee.bench;

import dev.marquee.dev.LocalPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PostgreSQL alone does for a workload: its statement by {@code pgbench}, prepared, without a server in between. */
final class PgBench {

    private static final Pattern RATE = Pattern.compile("^tps = ([0-9.]+)", Pattern.MULTILINE);
    private static final Pattern DONE =
            Pattern.compile("^number of transactions actually processed: (\\d+)", Pattern.MULTILINE);
    private static final Pattern FAILED =
            Pattern.compile("aborted|^number of failed transactions: [1-9]", Pattern.MULTILINE);

    private PgBench() {}

    /** Transactions in all and a second. */
    record Outcome(long done, double rate) {}

    /** Runs a script of {@code bench/floors} with variables for so many seconds. */
    static Outcome run(Stage stage, String script, int clients, int seconds, Map<String, Integer> variables) {
        List<String> command = new ArrayList<>(List.of(
                "pgbench",
                "-n",
                "-M",
                "prepared",
                "-j",
                "1",
                "-c",
                Integer.toString(clients),
                "-T",
                Integer.toString(seconds),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(stage.postgres().port()),
                "-U",
                LocalPostgres.ROLE,
                "-D",
                "clients=" + clients));
        variables.forEach((name, value) -> command.addAll(List.of("-D", name + "=" + value)));
        command.addAll(List.of("-f", Path.of("bench", "floors", script + ".sql").toString(), Stage.DATABASE));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", LocalPostgres.ROLE);
        String output = output(builder);
        Matcher rate = RATE.matcher(output);
        Matcher done = DONE.matcher(output);
        if (!rate.find() || !done.find() || FAILED.matcher(output).find()) {
            throw new IllegalStateException("pgbench failed:\n" + output);
        }
        return new Outcome(Long.parseLong(done.group(1)), Double.parseDouble(rate.group(1)));
    }

    private static String output(ProcessBuilder command) {
        try {
            Process pgbench = command.start();
            String output = new String(pgbench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            pgbench.waitFor();
            return output;
        } catch (IOException e) {
            throw new IllegalStateException("pgbench could not be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
