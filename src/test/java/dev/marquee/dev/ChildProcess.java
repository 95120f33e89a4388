package dev.marquee.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A process of a local service that never outlives this JVM and writes its output into a file. */
public final class ChildProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration CLOSE_POLL = Duration.ofMillis(3);

    private final String name;
    private final Path log;
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts the command; its standard output and error go to {@code log}. */
    public static ChildProcess start(String name, ProcessBuilder command, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Reaper.watch(process.pid());
            return new ChildProcess(name, log, process);
        } catch (IOException e) {
            throw new ServiceFailure(name + " could not be started: " + e.getMessage(), e);
        }
    }

    /** Returns once {@code ready} holds; fails when the process ends before or the time is over. */
    public void await(BooleanSupplier ready, Duration limit) {
        await(ready, limit, POLL);
    }

    private void await(BooleanSupplier ready, Duration limit, Duration poll) {
        long end = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new ServiceFailure(name + " ended with code " + process.exitValue() + ":\n" + lastWords());
            }
            if (System.nanoTime() > end) {
                close();
                throw new ServiceFailure(name + " was not ready after " + limit.toSeconds() + " s:\n" + lastWords());
            }
            pause(poll);
        }
    }

    /** The same, looking all the time, for who measures how long it takes. */
    public void awaitClosely(BooleanSupplier ready, Duration limit) {
        await(ready, limit, CLOSE_POLL);
    }

    /** Asks the process to end and waits for it; it stays until then. */
    public void end(Duration limit) {
        process.destroy();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ServiceFailure(name + " did not end within " + limit.toSeconds() + " s:\n" + lastWords());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceFailure("The end of " + name + " was interrupted", e);
        } finally {
            close();
        }
    }

    /** Returns once the process has ended by itself; fails when it ended with an error or the time is over. */
    public void awaitEnd(Duration limit) {
        await(() -> !process.isAlive() && process.exitValue() == 0, limit);
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the process and everything it started, first kindly, then by force. */
    @Override
    public void close() {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        family.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                family.forEach(ProcessHandle::destroyForcibly);
                process.waitFor();
            }
        } catch (InterruptedException e) {
            family.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
        Reaper.forget(process.pid());
    }

    /** Ends the process at once, as a crash would. */
    void kill() {
        process.destroyForcibly().onExit().join();
        Reaper.forget(process.pid());
    }

    /** Sends a signal of POSIX, e.g. {@code STOP}. */
    void signal(String signal) {
        try {
            Process sending = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start();
            if (sending.waitFor() != 0) {
                throw new ServiceFailure(name + " takes no " + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceFailure("The signal to " + name + " was interrupted", e);
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pause(Duration poll) {
        try {
            if (process.waitFor(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceFailure("The start of " + name + " was interrupted", e);
        }
    }
}
