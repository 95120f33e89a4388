package dev.marquee.platform.outbox;

import dev.marquee.platform.ApiError;
import dev.marquee.platform.EffectFailed;
import dev.marquee.platform.Outage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Carries out what is due in the outbox, woken by notifications and by the clock. */
@Component
class OutboxWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);
    private static final Duration TIDY_UP = Duration.ofHours(1);
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

    private record Run(reactor.core.publisher.Sinks.Empty<Void> stop, Mono<Void> stopped, Disposable tidying) {}

    @Override
    public void start() {
        var stop = reactor.core.publisher.Sinks.<Void>empty();
        Mono<Void> work = Flux.merge(wakeUp.signals(), Flux.interval(Duration.ZERO, settings.poll()))
                .takeUntilOther(stop.asMono())
                .onBackpressureLatest()
                .concatMap(signal -> drain(), 1)
                .then()
                .cache();
        work.subscribe();
        Disposable tidying = Flux.interval(TIDY_UP, TIDY_UP)
                .onBackpressureDrop()
                .concatMap(tick -> table.deleteDone(settings.keepDone()).onErrorResume(this::later))
                .subscribe();
        run = new Run(stop, work, tidying);
    }

    /** Takes and carries out as many as may be under way at once, until nothing is due or the server stops. */
    private Mono<Void> drain() {
        return table.take(settings.concurrency(), settings.lease())
                .collectList()
                .flatMap(rows -> Flux.fromIterable(rows)
                        .flatMap(this::carryOut, settings.concurrency())
                        .then(Mono.just(rows.size())))
                .repeat()
                .takeUntil(taken -> taken < settings.concurrency() || !isRunning())
                .then()
                .onErrorResume(this::later);
    }

    private Mono<Void> carryOut(OutboxRow row) {
        return handlers.handle(row)
                .timeout(settings.timeout())
                .then(Mono.defer(() -> table.done(row)))
                .doOnSuccess(nothing -> count(row, "done"))
                .onErrorResume(thrown -> failed(row, thrown))
                .onErrorResume(this::later);
    }

    private Mono<Void> failed(OutboxRow row, Throwable thrown) {
        if (row.attempts() >= settings.maxAttempts()) {
            log.error("{} {} for {} failed for good", row.topic(), row.id(), row.handler(), thrown);
            count(row, "dead");
            return table.bury(row, reason(thrown));
        }
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(thrown);
        log.warn(
                "{} {} for {} failed, try {}: {}",
                row.topic(),
                row.id(),
                row.handler(),
                row.attempts(),
                cause.toString());
        count(row, "failed");
        Duration wait =
                settings.backOff(row.attempts(), ThreadLocalRandom.current().nextDouble());
        return table.retryAfter(row, wait, reason(thrown));
    }

    /** What administrators are told; the log tells the rest. */
    private String reason(Throwable thrown) {
        return switch (thrown) {
            case EffectFailed known -> String.valueOf(known.getMessage());
            case ApiError known -> String.valueOf(known.getMessage());
            case TimeoutException late ->
                "It took longer than " + settings.timeout().toSeconds() + " s.";
            default ->
                Outage.explains(thrown)
                        ? "The database was out of reach."
                        : "It failed for no foreseen reason; the log tells more under its id.";
        };
    }

    private <T> Mono<T> later(Throwable thrown) {
        log.warn("The outbox cannot be drained for now: {}", thrown.toString());
        return Mono.empty();
    }

    private void count(OutboxRow row, String outcome) {
        meters.counter("marquee.outbox", "topic", row.topic(), "handler", row.handler(), "outcome", outcome)
                .increment();
    }

    @Override
    public void stop(Runnable callback) {
        Run current = run;
        run = null;
        if (current == null) {
            callback.run();
            return;
        }
        current.tidying().dispose();
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
