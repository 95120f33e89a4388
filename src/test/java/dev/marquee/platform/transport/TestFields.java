package dev.marquee.platform.transport;

import dev.marquee.platform.RequestIds;
import dev.marquee.platform.lanes.Entrance;
import dev.marquee.platform.threads.HomeLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Fields whose behaviour the tests of the transports need. */
@Controller
@TestComponent
public class TestFields {

    private final Map<String, Sinks.Many<Integer>> topics = new ConcurrentHashMap<>();
    private final Map<String, Sinks.Many<String>> boards = new ConcurrentHashMap<>();
    private final AtomicInteger flooded = new AtomicInteger();
    private final AtomicInteger bumps = new AtomicInteger();

    /** Emits to the subscribers of a topic. */
    public Sinks.Many<Integer> topic(String name) {
        return topics.computeIfAbsent(name, key -> Sinks.many().multicast().directBestEffort());
    }

    /** Writes on a board, of which everybody sees the latest first, or in a diary of that name. */
    public Sinks.Many<String> board(String name) {
        return boards.computeIfAbsent(name, key -> Sinks.many().replay().latest());
    }

    /** How often the mutation ran. */
    public int bumps() {
        return bumps.get();
    }

    @QueryMapping
    String echo(@Argument String text) {
        return text;
    }

    @QueryMapping
    int count(@Argument List<String> ids) {
        return ids.size();
    }

    @QueryMapping
    Mono<String> whoami() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .map(Authentication::getName);
    }

    @QueryMapping
    @Nullable String requestId() {
        return MDC.get(RequestIds.KEY);
    }

    /** The thread that the caller would be told on, worked out on another one. */
    @QueryMapping
    Mono<String> home() {
        return Mono.<String>create(caller -> HomeLoop.of(caller.contextView())
                        .execute(() -> caller.success(Thread.currentThread().getName())))
                .subscribeOn(Schedulers.parallel());
    }

    @QueryMapping
    Mono<Boolean> letIn() {
        return Mono.deferContextual(context -> Mono.just(context.hasKey(Entrance.class)));
    }

    @QueryMapping
    String fails() {
        throw new IllegalStateException("secret of the database");
    }

    @QueryMapping
    Mono<String> never() {
        return Mono.never();
    }

    @QueryMapping
    @Nullable String dear(@Argument @Nullable Map<String, List<Integer>> of) {
        return null;
    }

    @QueryMapping
    Map<String, String> tree() {
        return Map.of("name", "oak");
    }

    @QueryMapping
    List<Map<String, String>> trees(@Argument int first) {
        return List.of();
    }

    @SchemaMapping(typeName = "Tree")
    Map<String, String> child() {
        return Map.of("name", "oak");
    }

    @SchemaMapping(typeName = "Tree")
    List<Map<String, String>> children(@Argument @Nullable Integer first) {
        return List.of();
    }

    @MutationMapping
    int bump() {
        return bumps.incrementAndGet();
    }

    @SubscriptionMapping
    Flux<Map<String, Integer>> numbers(@Argument int upTo) {
        return Flux.range(1, upTo).map(value -> Map.of("value", value));
    }

    @SchemaMapping(typeName = "Number")
    Mono<Integer> slowValue(Map<String, Integer> number) {
        int value = number.getOrDefault("value", 0);
        return Mono.just(value).delayElement(Duration.ofMillis(value % 2 == 0 ? 1 : 20));
    }

    @SubscriptionMapping
    Flux<Integer> ticks(@Argument @Nullable String topic) {
        return topic(topic == null ? "" : topic).asFlux();
    }

    @SubscriptionMapping("board")
    Flux<String> onBoard(@Argument String name) {
        return board(name).asFlux();
    }

    @SubscriptionMapping
    Flux<String> diary(@Argument String name) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .flatMapMany(caller -> board(name).asFlux().map(text -> caller.getName() + ": " + text));
    }

    @SubscriptionMapping
    Flux<Integer> refused() {
        throw new IllegalStateException("secret of the database");
    }

    @SubscriptionMapping
    Flux<Integer> breaks() {
        return Flux.just(1).concatWith(Flux.error(new IllegalStateException("secret of the database")));
    }

    @SubscriptionMapping
    Flux<String> flood() {
        String much = "x".repeat(10_000);
        return Flux.generate(sink -> {
            flooded.incrementAndGet();
            sink.next(much);
        });
    }

    /** How many answers the flood has given. */
    public int flooded() {
        return flooded.get();
    }
}
