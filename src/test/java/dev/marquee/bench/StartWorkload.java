package dev.marquee.bench;

import dev.marquee.dev.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * From {@code java -jar} to the first answer out of the database, with the options of the image, the services being up:
 * the packaged jar as it is, unpacked as in the image, and with an AOT cache, whose start is the result. The memory is that
 * of the last server after the warm-up.
 */
record StartWorkload(String name) implements Workload {

    private static final Path UNPACKED = Stage.OUTPUT.resolve("app");
    private static final String JAR = "marquee.jar";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TRAINING_SECONDS = 5;
    private static final HttpWorkload LOAD = HttpWorkload.named("w1");

    @Override
    public Result run(Stage stage, @Nullable Double floor) {
        stage.end();
        Path given = stage.options().aot();
        Path app = given == null ? unpack() : given.resolveSibling(JAR);
        Map<String, Double> more = new TreeMap<>();
        more.put("jar_ms", median(starts(stage, Stage.jar(), List.of())).p50());
        more.put("unpacked_ms", median(starts(stage, app, List.of())).p50());
        List<String> cached = List.of("-XX:AOTCache=" + (given == null ? train(stage, app) : given));
        List<Round> starts = starts(stage, app, cached);
        more.put("rss_mb", warmMegabytes(stage, app, cached));
        return Result.ofLatencies(name, starts).with(more);
    }

    private Round median(List<Round> starts) {
        return Result.ofLatencies(name, starts).median();
    }

    private static List<Round> starts(Stage stage, Path jar, List<String> options) {
        List<Round> starts = new ArrayList<>();
        for (int i = 0; i < 2 * stage.options().rounds() - 1; i++) {
            long start = System.nanoTime();
            try (ChildProcess server = launch(stage, jar, options)) {
                awaitAnswer(stage, server);
                double millis = (System.nanoTime() - start) / 1e6;
                starts.add(new Round(1_000 / millis, millis, millis, 0, "", null));
            }
        }
        return starts;
    }

    /** Has a server write a cache of what it loaded until it had answered a while; gives the file. */
    private static Path train(Stage stage, Path app) {
        Path cache = app.resolveSibling("marquee.aot").toAbsolutePath();
        ChildProcess server = launch(stage, app, List.of("-XX:AOTCacheOutput=" + cache));
        awaitAnswer(stage, server);
        LOAD.load(stage, 1, TRAINING_SECONDS);
        server.end(PATIENCE);
        return cache;
    }

    private static double warmMegabytes(Stage stage, Path app, List<String> options) {
        try (ChildProcess server = launch(stage, app, options)) {
            awaitAnswer(stage, server);
            LOAD.warmUp(stage);
            return Memory.residentMegabytes(server.pid());
        }
    }

    private static ChildProcess launch(Stage stage, Path jar, List<String> options) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(imageOptions());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(ServerEnvironment.of(stage, Map.of()));
        return ChildProcess.start("Marquee", builder, Stage.OUTPUT.resolve("start.log"));
    }

    private static void awaitAnswer(Stage stage, ChildProcess server) {
        byte[] question = Requests.page(stage).next();
        server.awaitClosely(() -> answers(stage.port(), question), PATIENCE);
    }

    private static boolean answers(int port, byte[] question) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
            socket.getOutputStream().write(question);
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith("200");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Unpacks the jar as the Dockerfile does. */
    private static Path unpack() {
        try {
            FileSystemUtils.deleteRecursively(UNPACKED);
            Process unpacking = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djarmode=tools",
                            "-jar",
                            Stage.jar().toString(),
                            "extract",
                            "--application-filename",
                            JAR,
                            "--destination",
                            UNPACKED.toString())
                    .inheritIO()
                    .start();
            if (unpacking.waitFor() != 0) {
                throw new IllegalStateException("The jar could not be unpacked.");
            }
            return UNPACKED.resolve(JAR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the image tells the virtual machine. */
    static List<String> imageOptions() {
        try (var lines = Files.lines(Path.of("Dockerfile"))) {
            String options = lines.filter(line -> line.startsWith("ENV JAVA_TOOL_OPTIONS="))
                    .findFirst()
                    .orElseThrow();
            return List.of(options.substring(options.indexOf('"') + 1, options.lastIndexOf('"'))
                    .split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
