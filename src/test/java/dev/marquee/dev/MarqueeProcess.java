package dev.marquee.dev;

import dev.marquee.MarqueeApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The application in a process of its own, for tests that kill it. */
public final class MarqueeProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final ChildProcess process;

    private MarqueeProcess(ChildProcess process) {
        this.process = process;
    }

    /** Starts a packaged jar by a command, as an installation does, and waits until it is ready on that port. */
    public static MarqueeProcess packaged(ProcessBuilder command, int port) {
        return ready(command, port);
    }

    /** Starts it from this JVM's classes and waits until it is ready. */
    public static MarqueeProcess start(int port, Map<String, Object> settings) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx512m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                MarqueeApplication.class.getName(),
                "--server.port=" + port));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        return ready(new ProcessBuilder(command), port);
    }

    private static MarqueeProcess ready(ProcessBuilder command, int port) {
        ChildProcess process =
                ChildProcess.start("Marquee", command, Path.of("target", "local", "marquee-" + port + ".log"));
        process.await(() -> isReady(port), START_LIMIT);
        return new MarqueeProcess(process);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public long pid() {
        return process.pid();
    }

    /** Ends it at once, as a power cut would. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }

    private static boolean isReady(int port) {
        HttpRequest probe = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (java.io.IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
