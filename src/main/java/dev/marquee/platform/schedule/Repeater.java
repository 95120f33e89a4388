package dev.marquee.platform.schedule;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Runs all that is {@link Repeated}, and lets what is under way end when the server stops. */
@Component
class Repeater implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Repeater.class);
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private final List<Repeated> works;
    private volatile @Nullable Run run;

    private record Run(Sinks.Empty<Void> stop, Mono<Void> stopped) {}

    Repeater(List<Repeated> works) {
        this.works = works;
    }

    @Override
    public void start() {
        Sinks.Empty<Void> stop = Sinks.empty();
        Mono<Void> stopped = Flux.fromIterable(works)
                .flatMap(work -> repeat(work, stop.asMono()))
                .then()
                .cache();
        stopped.subscribe();
        run = new Run(stop, stopped);
    }

    private static Mono<Void> repeat(Repeated work, Mono<Void> stop) {
        return Flux.interval(work.pace())
                .takeUntilOther(stop)
                .onBackpressureDrop()
                .concatMap(tick -> calmly(work, work::once), 0)
                .then(calmly(work, work::lastly));
    }

    private static Mono<Void> calmly(Repeated work, Supplier<Mono<?>> step) {
        return Mono.defer(step).then().onErrorResume(fault -> {
            log.warn("{} failed and is tried again", work.getClass().getSimpleName(), fault);
            return Mono.empty();
        });
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

    /** Stops after the web server and before the connections to databases. */
    @Override
    public int getPhase() {
        return 1_000;
    }
}
