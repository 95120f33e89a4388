package dev.marquee.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Threads for loads that run at the same time; the common pool has but one thread where there are two processors. */
final class Threads {

    private static final Executor EACH_ITS_OWN =
            load -> Thread.ofPlatform().daemon().start(load);

    private Threads() {}

    /** Begins at once. */
    static <T> CompletableFuture<T> begin(Supplier<T> load) {
        return CompletableFuture.supplyAsync(load, EACH_ITS_OWN);
    }

    /** Begins after so many seconds. */
    static <T> CompletableFuture<T> beginAfter(int seconds, Supplier<T> load) {
        return CompletableFuture.supplyAsync(
                load, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS, EACH_ITS_OWN));
    }
}
