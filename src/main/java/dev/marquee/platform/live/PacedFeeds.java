package dev.marquee.platform.live;

import dev.marquee.platform.LiveBus;
import dev.marquee.platform.LiveBus.Signal;
import dev.marquee.platform.LiveFeeds;
import dev.marquee.platform.errors.Outage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Feeds that read the database after each signal, no faster than their pace. */
@Component
class PacedFeeds implements LiveFeeds {

    private static final Logger log = LoggerFactory.getLogger(PacedFeeds.class);
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final LiveBus bus;
    private final LiveSettings settings;
    private final ConcurrentMap<String, Flux<?>> shared = new ConcurrentHashMap<>();

    PacedFeeds(LiveBus bus, LiveSettings settings) {
        this.bus = bus;
        this.settings = settings;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends Revised> Flux<T> state(String topic, Mono<T> read) {
        return Flux.defer(() -> (Flux<T>) shared.computeIfAbsent(topic, name -> states(name, read)))
                .onBackpressureLatest();
    }

    /** One reading for all subscribers of a topic; forgotten a moment after the last one has left. */
    private <T extends Revised> Flux<T> states(String topic, Mono<T> read) {
        return Flux.defer(() -> {
                    var last = new AtomicReference<@Nullable T>();
                    return this.<T>paced(topic, renewed -> outlast(read).map(found -> next(found, renewed, last.get())))
                            .doOnNext(last::set);
                })
                .doFinally(end -> shared.remove(topic))
                .replay(1)
                .refCount(1, LINGER);
    }

    private static <T extends Revised> Step<T> next(Optional<T> found, boolean renewed, @Nullable T last) {
        if (found.isEmpty()) {
            return new Step<>(null, true);
        }
        T state = found.get();
        boolean worthTelling = renewed
                || last == null
                || state.revision() > last.revision()
                || (state.revision() == last.revision() && !state.equals(last));
        return new Step<>(worthTelling ? state : null, false);
    }

    @Override
    public <T extends Revised> Flux<T> additions(String topic, Function<@Nullable T, Mono<T>> read) {
        return Flux.defer(() -> {
            var last = new AtomicReference<@Nullable T>();
            return this.<T>paced(
                            topic,
                            renewed -> outlast(read.apply(renewed ? null : last.get()))
                                    .map(found -> new Step<>(found.orElse(null), false)))
                    .doOnNext(last::set);
        });
    }

    /** What a reading came to: a message, nothing new (null), or the end of the topic. */
    private record Step<T>(@Nullable T message, boolean last) {}

    /**
     * Reads at once and then when it is its turn after a signal, unless a reading has begun since that signal; true asks
     * for a message even if nothing has changed.
     */
    private <T> Flux<T> paced(String topic, Function<Boolean, Mono<Step<T>>> read) {
        var renewed = new AtomicBoolean(true);
        var turns = new Turns(settings.pace());
        var heard = new AtomicLong();
        var heeded = new AtomicLong();
        Flux<Signal> rechecks = Flux.interval(settings.recheck()).map(tick -> Signal.CHANGED);
        return Flux.merge(bus.signals(topic), rechecks, Flux.just(Signal.CHANGED))
                .doOnNext(signal -> {
                    if (signal == Signal.RESUMED) {
                        renewed.set(true);
                    }
                    heard.incrementAndGet();
                })
                .onBackpressureLatest()
                .concatMap(
                        signal -> heard.get() == heeded.get()
                                ? Mono.empty()
                                : turns.next().then(Mono.defer(() -> {
                                    heeded.set(heard.get());
                                    return read.apply(renewed.getAndSet(false));
                                })),
                        1)
                .takeWhile(step -> !step.last())
                .handle((step, sink) -> {
                    if (step.message() != null) {
                        sink.next(step.message());
                    }
                });
    }

    /** A reading that outlives an outage of the database; any other error passes. */
    private static <T> Mono<Optional<T>> outlast(Mono<T> read) {
        return read.singleOptional()
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(2))
                        .filter(Outage::explains)
                        .doBeforeRetry(retry -> log.warn(
                                "A live topic cannot be read: {}",
                                retry.failure().toString())));
    }
}
