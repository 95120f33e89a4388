package dev.marquee.analytics;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Lets the counter write at a steady pace, one writing at a time, and once more when the server stops. */
@Component
class CountingClock implements SmartLifecycle {

    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private final ViewCounter counter;
    private final AnalyticsSettings settings;
    private volatile @Nullable Run run;

    private record Run(Sinks.Empty<Void> stop, Mono<Void> stopped) {}

    CountingClock(ViewCounter counter, AnalyticsSettings settings) {
        this.counter = counter;
        this.settings = settings;
    }

    @Override
    public void start() {
        Sinks.Empty<Void> stop = Sinks.empty();
        Mono<Void> stopped = Flux.interval(settings.flush())
                .takeUntilOther(stop.asMono())
                .onBackpressureDrop()
                .concatMap(tick -> counter.flush(), 1)
                .then(Mono.defer(counter::flush))
                .cache();
        stopped.subscribe();
        run = new Run(stop, stopped);
    }

    @Override
    public void stop(Runnable callback) {
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
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return run != null;
    }

    /** Stops after the web server, whose last requests are counted, and before the connections to Redis. */
    @Override
    public int getPhase() {
        return 1_000;
    }
}
