package dev.marquee.platform.outbox;

import dev.marquee.platform.schedule.Background;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Carries out what is due in the outbox, woken by notifications and by the clock: a queue for each name of handlers. */
@Component
class OutboxWorker extends Background {

    private final OutboxTable table;
    private final OutboxHandlers handlers;
    private final OutboxWakeUp wakeUp;
    private final OutboxSettings settings;
    private final MeterRegistry meters;

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

    @Override
    protected Mono<Void> work(Mono<Void> stop) {
        Flux<String> clock = Flux.interval(Duration.ZERO, settings.poll()).map(tick -> OutboxWakeUp.EVERYBODY);
        return Flux.merge(wakeUp.signals(), clock)
                .takeUntilOther(stop)
                .publish(this::drainEach)
                .then();
    }

    private Flux<Void> drainEach(Flux<String> signals) {
        return Flux.merge(handlers.names().stream()
                .map(name -> new OutboxQueue(name, table, handlers, settings, meters).drain(signals))
                .toList());
    }
}
