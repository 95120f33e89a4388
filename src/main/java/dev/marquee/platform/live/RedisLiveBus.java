package dev.marquee.platform.live;

import dev.marquee.platform.LiveBus;
import dev.marquee.platform.LiveNews;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The live bus over one Redis channel. A signal reaches the listeners of this process at once and the other instances
 * through Redis. Every instance numbers what it sends, heartbeats included: a missing number tells the others that they
 * lost signals, and an instance that does not hear its own heartbeats knows that it is cut off.
 */
@Component
class RedisLiveBus implements LiveBus, LiveNews, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RedisLiveBus.class);
    private static final int PHASE = Integer.MAX_VALUE / 2;
    private static final List<String> HEARTBEAT = List.of();

    private final RedisChannel channel;
    private final LiveSettings settings;
    private final TopicHub hub = new TopicHub();
    private final String instance = UUID.randomUUID().toString();
    private final BusHealth health;
    private final Lock sending = new ReentrantLock();
    private long sent;
    private volatile @Nullable Run running;

    RedisLiveBus(ReactiveStringRedisTemplate redis, LiveSettings settings, MeterRegistry meters) {
        this.channel = new RedisChannel(redis, settings.channel(), settings.silence());
        this.settings = settings;
        this.health = new BusHealth(instance, settings.silence());
        meters.gauge("marquee.live.topics", hub, TopicHub::topics);
        meters.gauge("marquee.live.up", health, state -> state.isUp() ? 1 : 0);
    }

    @Override
    public Mono<Void> announceAll(Collection<String> topics) {
        return topics.isEmpty() ? Mono.empty() : afterCommit(() -> tell(topics));
    }

    private static Mono<Void> afterCommit(Runnable announcement) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(announcement);
                    }
                }))
                .map(transaction -> true)
                .onErrorResume(NoTransactionException.class, none -> Mono.<Boolean>fromRunnable(announcement))
                .then();
    }

    @Override
    public Flux<Signal> signals(String topic) {
        return hub.listen(topic);
    }

    @Override
    public void listen(Listener listener) {
        hub.listen(listener);
    }

    @Override
    public boolean arriveWithin(Duration time) {
        return health.isUpWithin(time);
    }

    private void tell(Collection<String> topics) {
        topics.forEach(hub::tell);
        send(topics);
    }

    private void send(Collection<String> topics) {
        sending.lock();
        try {
            channel.send(new BusMessage(instance, ++sent, topics).text());
        } finally {
            sending.unlock();
        }
    }

    private void hear(BusMessage message, Run run) {
        boolean own = message.sender().equals(instance);
        if (health.heard(message.sender(), message.number())) {
            log.info("Redis carries live updates, some may have been lost before");
            hub.resume();
        } else if (!own) {
            message.topics().forEach(hub::tell);
        }
        if (own) {
            run.heard.countDown();
        }
    }

    private void probe() {
        if (health.fellSilent()) {
            log.warn("Redis is out of reach: live updates from other instances pause, nothing else does");
        }
        send(HEARTBEAT);
    }

    /** Returns when the way through Redis is open, or after the time for which the bus may be silent. */
    @Override
    public void start() {
        Run run = new Run();
        running = run;
        channel.listen(this::probe, run.end.asMono())
                .doOnNext(text -> BusMessage.parse(text)
                        .ifPresentOrElse(
                                message -> hear(message, run),
                                () -> log.warn("Somebody else uses the Redis channel {}", channel.name())))
                .doFinally(end -> run.ended.tryEmitEmpty())
                .subscribe();
        Flux.interval(settings.heartbeat())
                .onBackpressureDrop()
                .takeUntilOther(run.end.asMono())
                .subscribe(tick -> probe());
        if (!run.isOpen(settings.silence())) {
            log.warn("Redis does not carry live updates");
        }
    }

    @Override
    public void stop(Runnable whenStopped) {
        Run current = running;
        running = null;
        if (current == null) {
            whenStopped.run();
        } else {
            current.ended.asMono().doFinally(end -> whenStopped.run()).subscribe();
            current.end.tryEmitEmpty();
        }
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** After the connections to Redis, before the web server. */
    @Override
    public int getPhase() {
        return PHASE;
    }

    /** From a start to the stop that follows. */
    private static final class Run {

        private final CountDownLatch heard = new CountDownLatch(1);
        private final Sinks.Empty<Void> end = Sinks.empty();
        private final Sinks.Empty<Void> ended = Sinks.empty();

        boolean isOpen(Duration patience) {
            try {
                return heard.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
