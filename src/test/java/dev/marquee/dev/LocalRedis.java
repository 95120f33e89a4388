package dev.marquee.dev;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A Redis server on a loopback port that keeps everything in memory; it can be stopped and started again. */
public final class LocalRedis implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final int REPLY_MILLIS = 500;

    private final int port;
    private final Path log;
    private @Nullable ChildProcess process;

    private LocalRedis(int port, Path log) {
        this.port = port;
        this.log = log;
    }

    /** Starts a server on a free port. */
    public static LocalRedis start() {
        int port = Ports.free();
        LocalRedis redis = new LocalRedis(port, Path.of("target", "local", "redis-" + port + ".log"));
        redis.resume();
        return redis;
    }

    /** The address in the form that Spring takes. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Starts the stopped server again, empty, on the same port. */
    public void resume() {
        ChildProcess started = ChildProcess.start("Redis", command(), log);
        started.await(this::answers, START_LIMIT);
        process = started;
    }

    /** Stops the server as a crash would; {@link #resume()} brings it back. */
    public void kill() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    /** Lets the server hang with its connections open until {@link #thaw()}; not on Windows. */
    public void freeze() {
        running().signal("STOP");
    }

    /** Lets a frozen server go on. */
    public void thaw() {
        running().signal("CONT");
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("Redis is stopped");
        }
        return process;
    }

    private ProcessBuilder command() {
        try {
            String executable =
                    ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
            return new ProcessBuilder(
                    executable,
                    "--port",
                    Integer.toString(port),
                    "--bind",
                    "127.0.0.1",
                    "--save",
                    "",
                    "--appendonly",
                    "no");
        } catch (IOException e) {
            throw new ServiceFailure("Redis could not be unpacked: " + e.getMessage(), e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(REPLY_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return "+PONG"
                    .equals(new BufferedReader(
                                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine());
        } catch (IOException e) {
            return false;
        }
    }
}
