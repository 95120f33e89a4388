package dev.marquee.platform.startup;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all probes at the same time, those without an answer again and again until the patience is over.
 *
 * <p>Each has a platform thread. Classes are loaded from the packaged jar under locks that pin virtual threads: with as
 * few carriers as a small machine has, the owner of such a lock would never run again, and the server never start.
 */
final class Inquiry {

    private static final Logger LOG = LoggerFactory.getLogger(Inquiry.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().name("startup-probe-", 1).daemon().factory();

    private final Duration patience;

    Inquiry(Duration patience) {
        this.patience = patience;
    }

    /** Asks now; what is given waits for the last answer and tells what is wrong. */
    Supplier<List<WrongSetting>> begin(List<Probe> probes) {
        List<CompletableFuture<Optional<WrongSetting>>> answers = probes.stream()
                .map(probe -> CompletableFuture.supplyAsync(
                        () -> ask(probe), task -> THREADS.newThread(task).start()))
                .toList();
        return () -> answers.stream().flatMap(answer -> answer.join().stream()).toList();
    }

    private Optional<WrongSetting> ask(Probe probe) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return probe.question().problem().map(problem -> new WrongSetting(probe.variable(), problem));
            } catch (Exception e) {
                if (!isUnreachable(e) || System.nanoTime() + PAUSE.toNanos() > end || !pause()) {
                    return verdict(probe, e);
                }
            }
        }
    }

    private static Optional<WrongSetting> verdict(Probe probe, Exception failure) {
        String reason = "leads to a server that gave no good answer: " + deepest(failure);
        WrongSetting wrong = new WrongSetting(isUnreachable(failure) ? probe.address() : probe.variable(), reason);
        if (probe.needed() || !isUnreachable(failure)) {
            return Optional.of(wrong);
        }
        LOG.warn("{}; starting without it", wrong);
        return Optional.empty();
    }

    private static boolean isUnreachable(Throwable failure) {
        return causes(failure).anyMatch(IOException.class::isInstance);
    }

    private static String deepest(Throwable failure) {
        Throwable cause = causes(failure).reduce(failure, (outer, inner) -> inner);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
