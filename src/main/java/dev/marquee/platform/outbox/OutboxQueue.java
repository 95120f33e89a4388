package dev.marquee.platform.outbox;

import dev.marquee.platform.EffectFailed;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.errors.Outage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The effects of all handlers of one name: carries out as many at once as there are places, and takes the next as soon as
 * one is done, unless the pace of the name has it rest. One query takes rows at a time, so that the places are counted
 * right.
 */
final class OutboxQueue {

    private static final Logger log = LoggerFactory.getLogger(OutboxQueue.class);

    private final String name;
    private final OutboxTable table;
    private final OutboxHandlers handlers;
    private final OutboxSettings settings;
    private final MeterRegistry meters;
    private final Sinks.Many<String> room = Sinks.many().multicast().directBestEffort();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean moreDue;
    private volatile boolean closed;

    OutboxQueue(
            String name, OutboxTable table, OutboxHandlers handlers, OutboxSettings settings, MeterRegistry meters) {
        this.name = name;
        this.table = table;
        this.handlers = handlers;
        this.settings = settings;
        this.meters = meters;
    }

    /** Looks for due rows at each signal that concerns it; completes after the signals, once nothing is under way. */
    Mono<Void> drain(Flux<String> signals) {
        Flux<String> due = signals.filter(signal -> signal.equals(name) || signal.equals(OutboxWakeUp.EVERYBODY))
                .doOnComplete(this::close);
        return Flux.merge(due, room.asFlux())
                .onBackpressureLatest()
                .concatMap(signal -> take().onErrorResume(OutboxQueue::later), 1)
                .flatMap(row -> carryOut(row).doFinally(end -> leave()), Integer.MAX_VALUE)
                .then();
    }

    private void close() {
        closed = true;
        emit(room::tryEmitComplete);
    }

    private Flux<OutboxRow> take() {
        return Flux.defer(() -> {
            moreDue = true;
            int places = closed ? 0 : Math.min(settings.concurrency() - underWay.get(), settings.atOnce(name));
            return places == 0 ? Flux.empty() : take(places);
        });
    }

    private Flux<OutboxRow> take(int places) {
        return table.take(name, places, settings.lease())
                .collectList()
                .doOnNext(rows -> occupy(rows, places))
                .flatMapMany(rows -> Flux.concat(Flux.fromIterable(rows), rest(rows.size())));
    }

    private <T> Mono<T> rest(int begun) {
        Duration rest = settings.rest(name, begun);
        return rest.isZero()
                ? Mono.empty()
                : Mono.delay(rest).doOnNext(over -> takeMore()).then(Mono.empty());
    }

    private void occupy(List<OutboxRow> rows, int places) {
        underWay.addAndGet(rows.size());
        moreDue = rows.size() == places;
    }

    private void leave() {
        underWay.decrementAndGet();
        takeMore();
    }

    private void takeMore() {
        if (moreDue) {
            emit(() -> room.tryEmitNext(name));
        }
    }

    /** One that cannot be emitted, since others are yet to be heard, is not missed. */
    private static void emit(Supplier<Sinks.EmitResult> emission) {
        while (emission.get() == Sinks.EmitResult.FAIL_NON_SERIALIZED) {
            Thread.onSpinWait();
        }
    }

    private Mono<Void> carryOut(OutboxRow row) {
        return handlers.handle(row)
                .timeout(settings.timeout())
                .then(Mono.defer(() -> table.done(row)))
                .doOnSuccess(nothing -> count(row, "done"))
                .onErrorResume(thrown -> failed(row, thrown))
                .onErrorResume(OutboxQueue::later);
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

    private static <T> Mono<T> later(Throwable thrown) {
        log.warn("The outbox cannot be drained for now: {}", thrown.toString());
        return Mono.empty();
    }

    private void count(OutboxRow row, String outcome) {
        meters.counter("marquee.outbox", "topic", row.topic(), "handler", row.handler(), "outcome", outcome)
                .increment();
    }
}
