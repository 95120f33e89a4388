package dev.marquee.platform.live;

import java.time.Duration;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.ReactiveSubscription;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.ReactiveRedisMessageListenerContainer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** One channel of Redis pub/sub, listened to for as long as Redis can be reached and again when it is back. */
final class RedisChannel {

    private static final Logger log = LoggerFactory.getLogger(RedisChannel.class);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final ReactiveStringRedisTemplate redis;
    private final String name;
    private final Duration sendTimeout;

    RedisChannel(ReactiveStringRedisTemplate redis, String name, Duration sendTimeout) {
        this.redis = redis;
        this.name = name;
        this.sendTimeout = sendTimeout;
    }

    String name() {
        return name;
    }

    /** Sends a message after those that were sent before it; whether it arrives is not known. */
    void send(String message) {
        redis.convertAndSend(name, message)
                .timeout(sendTimeout)
                .subscribe(receivers -> {}, thrown -> log.debug("Redis took no message", thrown));
    }

    /**
     * What is said on the channel.
     *
     * @param listening is run each time from when on messages are heard
     * @param end ends the listening; the stream completes when the connection is given back
     */
    Flux<String> listen(Runnable listening, Publisher<?> end) {
        return Flux.usingWhen(
                        Mono.fromSupplier(this::container),
                        container -> container
                                .receiveLater(ChannelTopic.of(name))
                                .doOnNext(messages -> listening.run())
                                .flatMapMany(messages -> messages.map(ReactiveSubscription.Message::getMessage))
                                .concatWith(Flux.error(() -> new IllegalStateException("the subscription ended")))
                                .takeUntilOther(end),
                        container -> container.destroyLater().onErrorComplete())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, SHORTEST_WAIT).maxBackoff(LONGEST_WAIT))
                .takeUntilOther(Mono.from(end).then(Mono.delay(LONGEST_WAIT)));
    }

    private ReactiveRedisMessageListenerContainer container() {
        ReactiveRedisConnectionFactory connections = redis.getConnectionFactory();
        return new ReactiveRedisMessageListenerContainer(connections);
    }
}
