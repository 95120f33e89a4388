package dev.marquee.platform.live;

import dev.marquee.platform.LiveBus;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.ReactiveSubscription;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The live bus over one Redis channel. A signal reaches the listeners of this process at once and the other instances
 * through Redis. Every instance sends itself numbered heartbeats on the same channel: a missing number tells that signals
 * of others may be missing too.
 */
@Component
class RedisLiveBus implements LiveBus, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RedisLiveBus.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final char SEPARATOR = ' ';
    private static final String BEAT = "#";

    private final ReactiveStringRedisTemplate redis;
    private final LiveSettings settings;
    private final TopicHub hub = new TopicHub();
    private final BusHealth health;
    private final String instance = UUID.randomUUID().toString();
    private volatile @Nullable Disposable running;

    RedisLiveBus(ReactiveStringRedisTemplate redis, LiveSettings settings, MeterRegistry meters) {
        this.redis = redis;
        this.settings = settings;
        this.health = new BusHealth(settings.silence());
        meters.gauge("marquee.live.topics", hub, TopicHub::topics);
        meters.gauge("marquee.live.up", health, state -> state.isUp() ? 1 : 0);
    }

    @Override
    public Mono<Void> announce(String topic) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return tell(topic);
                    }
                }))
                .map(transaction -> true)
                .onErrorResume(NoTransactionException.class, none -> tell(topic).thenReturn(true))
                .then();
    }

    @Override
    public Flux<Signal> signals(String topic) {
        return hub.listen(topic);
    }

    private Mono<Void> tell(String topic) {
        return Mono.fromRunnable(() -> {
            hub.tell(topic);
            send(instance + SEPARATOR + topic).subscribe();
        });
    }

    private Mono<Long> send(String message) {
        return redis.convertAndSend(settings.channel(), message)
                .timeout(settings.silence())
                .onErrorResume(thrown -> Mono.empty());
    }

    private void hear(String message) {
        int end = message.indexOf(SEPARATOR);
        String sender = end < 0 ? "" : message.substring(0, end);
        String said = message.substring(end + 1);
        boolean own = sender.equals(instance);
        if (own && said.startsWith(BEAT)) {
            if (health.beat(Long.parseLong(said.substring(BEAT.length())))) {
                log.info("Redis carries live updates");
                hub.resume();
            }
        } else if (!own && !said.startsWith(BEAT)) {
            hub.tell(said);
        }
    }

    private void probe() {
        if (health.fellSilent()) {
            log.warn("Redis is out of reach: live updates from other instances pause, nothing else does");
        }
        send(instance + SEPARATOR + BEAT + health.next()).subscribe();
    }

    @Override
    public void start() {
        running = Disposables.composite(
                redis.listenToChannel(settings.channel())
                        .map(ReactiveSubscription.Message::getMessage)
                        .doOnNext(this::hear)
                        .concatWith(Flux.error(() -> new IllegalStateException("the subscription ended")))
                        .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
                                .maxBackoff(LONGEST_WAIT))
                        .subscribe(),
                Flux.interval(Duration.ZERO, settings.heartbeat())
                        .onBackpressureDrop()
                        .doOnNext(tick -> probe())
                        .subscribe());
    }

    @Override
    public void stop() {
        Disposable current = running;
        running = null;
        if (current != null) {
            current.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
