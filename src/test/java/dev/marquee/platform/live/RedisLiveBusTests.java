package dev.marquee.platform.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.LocalRedis;
import dev.marquee.platform.LiveBus.Signal;
import io.lettuce.core.ClientOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.ReactiveSubscription;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RedisLiveBusTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LocalRedis redis = LocalRedis.start();
    private final LettuceConnectionFactory connections = connect();
    private final RedisLiveBus here = bus();
    private final RedisLiveBus there = bus();

    private LettuceConnectionFactory connect() {
        var factory = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", redis.port()),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofSeconds(1))
                        .clientOptions(ClientOptions.builder()
                                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                                .build())
                        .build());
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    private RedisLiveBus bus() {
        return bus(Duration.ofMillis(50));
    }

    private RedisLiveBus bus(Duration heartbeat) {
        var settings = new LiveSettings(
                "test", heartbeat, heartbeat.multipliedBy(10), Duration.ofMillis(20), Duration.ofHours(1));
        return new RedisLiveBus(new ReactiveStringRedisTemplate(connections), settings, new SimpleMeterRegistry());
    }

    @BeforeEach
    void start() {
        here.start();
        there.start();
        awaitWayThroughRedis();
    }

    @AfterEach
    void stop() {
        here.stop();
        there.stop();
        connections.destroy();
        redis.close();
    }

    private void awaitWayThroughRedis() {
        StepVerifier.create(changes(there, "hello")
                        .mergeWith(announcing(here, "hello"))
                        .take(1))
                .expectNext(Signal.CHANGED)
                .expectComplete()
                .verify(PATIENCE);
    }

    private static Flux<Signal> changes(RedisLiveBus bus, String topic) {
        return bus.signals(topic).filter(signal -> signal == Signal.CHANGED);
    }

    /** Announces again and again, since a message can be lost until the other side listens. */
    private static Flux<Signal> announcing(RedisLiveBus bus, String topic) {
        return Flux.interval(Duration.ofMillis(50))
                .onBackpressureDrop()
                .concatMap(tick -> bus.announce(topic))
                .thenMany(Flux.empty());
    }

    @Test
    void tellsListenersOfTheTopicOnEveryInstance() {
        StepVerifier.create(changes(here, "own"))
                .then(() -> here.announce("own").subscribe())
                .expectNext(Signal.CHANGED)
                .thenCancel()
                .verify(PATIENCE);
        StepVerifier.create(changes(there, "topic"))
                .then(() -> here.announce("other").subscribe())
                .expectNoEvent(Duration.ofMillis(200))
                .then(() -> here.announce("topic").subscribe())
                .expectNext(Signal.CHANGED)
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void tellsOfSeveralTopicsByOneMessage() {
        StepVerifier.create(new ReactiveStringRedisTemplate(connections)
                        .listenToChannelLater("test")
                        .flatMapMany(messages -> Flux.merge(
                                messages.map(ReactiveSubscription.Message::getMessage)
                                        .filter(message -> message.contains("first")),
                                changes(there, "first").map(Signal::name),
                                changes(there, "second").map(Signal::name),
                                here.announceAll(List.of("first", "second")).then(Mono.<String>empty())))
                        .take(3)
                        .collectList())
                .assertNext(heard -> assertThat(heard)
                        .contains("CHANGED")
                        .filteredOn(message -> !message.equals("CHANGED"))
                        .singleElement()
                        .asString()
                        .contains("second"))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void goesOnWithoutRedisAndTellsWhenItIsBack() {
        StepVerifier.create(changes(there, "topic"))
                .then(redis::kill)
                .then(() -> there.announce("topic").subscribe())
                .expectNext(Signal.CHANGED)
                .thenCancel()
                .verify(PATIENCE);
        StepVerifier.create(there.signals("topic")
                        .filter(signal -> signal == Signal.RESUMED)
                        .take(1))
                .then(redis::resume)
                .expectNext(Signal.RESUMED)
                .expectComplete()
                .verify(PATIENCE);
        awaitWayThroughRedis();
    }

    @Test
    void noticesWhatAnOutageBetweenTwoHeartbeatsSwallowed() {
        RedisLiveBus rarelyBeatingHere = bus(Duration.ofHours(1));
        RedisLiveBus rarelyBeatingThere = bus(Duration.ofHours(1));
        try {
            rarelyBeatingThere.start();
            rarelyBeatingHere.start();
            StepVerifier.create(rarelyBeatingThere
                            .signals("topic")
                            .filter(signal -> signal == Signal.RESUMED)
                            .take(1))
                    .then(redis::kill)
                    .then(() -> rarelyBeatingHere.announce("topic").subscribe())
                    .then(redis::resume)
                    .then(() -> announcing(rarelyBeatingHere, "other")
                            .take(PATIENCE)
                            .subscribe())
                    .expectNext(Signal.RESUMED)
                    .expectComplete()
                    .verify(PATIENCE);
        } finally {
            rarelyBeatingHere.stop();
            rarelyBeatingThere.stop();
        }
    }

    @Test
    void survivesMessagesOfOthersOnItsChannel() {
        StepVerifier.create(changes(there, "topic"))
                .then(() -> new ReactiveStringRedisTemplate(connections)
                        .convertAndSend("test", "not one of ours")
                        .block(PATIENCE))
                .then(() -> here.announce("topic").subscribe())
                .expectNext(Signal.CHANGED)
                .thenCancel()
                .verify(PATIENCE);
    }
}
