package dev.marquee.platform.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Carries out what is due in the outbox, woken by notifications and by the clock: a queue for each name of handlers. */
@Component
class OutboxWorker implements SmartLifecycle {

    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private final OutboxTable table;
    private final OutboxHandlers handlers;
    private final OutboxWakeUp wakeUp;
    private final OutboxSettings settings;
    private final MeterRegistry meters;
    private volatile @Nullable Run run;

    OutboxWorker(
            OutboxTable table,
            OutboxHandlers handlers,
            OutboxWakeUp wakeUp,
            OutboxSettings settings,
            MeterRegistry meters) {
        this.table = table;
        this.handlers = handlers;
        this.wakeUp = wakeUp;
        this.settings = settings;
        this.meters = meters;
    }

    private record Run(reactor.core.publisher.Sinks.Empty<Void> stop, Mono<Void> stopped) {}

    @Override
    public void start() {
        var stop = reactor.core.publisher.Sinks.<Void>empty();
        Flux<String> clock = Flux.interval(Duration.ZERO, settings.poll()).map(tick -> OutboxWakeUp.EVERYBODY);
        Mono<Void> work = Flux.merge(wakeUp.signals(), clock)
                .takeUntilOther(stop.asMono())
                .publish(this::drainEach)
                .then()
                .cache();
        work.subscribe();
        run = new Run(stop, work);
    }

    private Flux<Void> drainEach(Flux<String> signals) {
        return Flux.merge(handlers.names().stream()
                .map(name -> new OutboxQueue(name, table, handlers, settings, meters).drain(signals))
                .toList());
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
}
