package dev.marquee.platform.schedule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Work that goes on while the server runs; what of it is under way when the server stops has ten seconds to end. */
public abstract class Background implements SmartLifecycle {

    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private volatile @Nullable Run run;

    private record Run(Sinks.Empty<Void> stop, Mono<Void> stopped) {}

    /**
     * The work from a start to the next stop; must not fail.
     *
     * @param stop completes when no more is to be begun
     */
    protected abstract Mono<Void> work(Mono<Void> stop);

    @Override
    public final void start() {
        Sinks.Empty<Void> stop = Sinks.empty();
        Mono<Void> stopped = work(stop.asMono()).cache();
        stopped.subscribe();
        run = new Run(stop, stopped);
    }

    @Override
    public final void stop(Runnable callback) {
        Run current = run;
        run = null;
        if (current == null) {
            callback.run();
            return;
        }
        current.stop().tryEmitEmpty();
        current.stopped()
                .timeout(SHUTDOWN, Mono.empty())
                .doFinally(signal -> callback.run())
                .subscribe();
    }

    @Override
    public final void stop() {
        stop(() -> {});
    }

    @Override
    public final boolean isRunning() {
        return run != null;
    }
}
