package dev.marquee.platform.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Who asks the same gets the same stream. */
class SharedStreamsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicInteger begun = new AtomicInteger();
    private final Sinks.Many<String> told = Sinks.many().multicast().directBestEffort();
    private final Flux<byte[]> answers = Flux.defer(() -> {
        begun.incrementAndGet();
        return told.asFlux().map(text -> text.getBytes(StandardCharsets.UTF_8));
    });

    private static SharedStreams streams(boolean on) {
        var source = new MapConfigurationPropertySource(Map.of("x.share-streams", on));
        TransportSettings settings = new Binder(source).bindOrCreate("x", TransportSettings.class);
        return new SharedStreams(settings);
    }

    private static SharedStreams.Request request(String event) {
        return new SharedStreams.Request("subscription", null, Map.<String, @Nullable Object>of("event", event));
    }

    private static Flux<String> texts(Flux<byte[]> stream) {
        return stream.map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void beginsOnceAndTellsTheLatestToWhoComesLater() {
        SharedStreams streams = streams(true);
        Flux<String> first = texts(streams.share(request("a"), answers));
        StepVerifier.create(first.take(2))
                .then(() -> told.tryEmitNext("1").orThrow())
                .expectNext("1")
                .then(() -> assertThat(texts(known(streams, "a")).blockFirst(PATIENCE))
                        .isEqualTo("1"))
                .then(() -> told.tryEmitNext("2").orThrow())
                .expectNext("2")
                .verifyComplete();
        assertThat(begun).hasValue(1);
    }

    @Test
    void conflatesForWhoReadsSlowly() {
        SharedStreams streams = streams(true);
        StepVerifier.create(texts(streams.share(request("a"), answers)), 0)
                .thenRequest(1)
                .then(() -> told.tryEmitNext("1").orThrow())
                .expectNext("1")
                .then(() -> List.of("2", "3", "4").forEach(text -> told.tryEmitNext(text)))
                .thenRequest(1)
                .expectNext("4")
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void tellsOtherQuestionsApart() {
        SharedStreams streams = streams(true);
        streams.share(request("a"), answers);
        assertThat(streams.find(request("b"))).isNull();
    }

    @Test
    void forgetsAStreamThatHasEnded() {
        SharedStreams streams = streams(true);
        StepVerifier.create(streams.share(request("a"), answers))
                .then(() -> told.tryEmitComplete().orThrow())
                .verifyComplete();
        assertThat(streams.find(request("a"))).isNull();
    }

    @Test
    void isToldByTheShortcutOfWhoKnowsOne() {
        SharedStreams streams = streams(true);
        List<Flux<byte[]>> taken = new ArrayList<>();
        Shortcut shortcut = shared -> {
            taken.add(shared);
            return Flux.empty();
        };
        Flux<byte[]> stream = streams.share(request("a"), answers);
        Flux<byte[]> same = streams.share(request("a"), answers);
        StepVerifier.create(stream.contextWrite(context -> context.put(Shortcut.class, shortcut)))
                .verifyComplete();
        StepVerifier.create(same.contextWrite(context -> context.put(Shortcut.class, shortcut)))
                .verifyComplete();
        assertThat(taken).hasSize(2);
        assertThat(taken.getFirst()).isSameAs(taken.getLast());
    }

    @Test
    void sharesNothingWhenSwitchedOff() {
        SharedStreams streams = streams(false);
        assertThat(streams.share(request("a"), answers)).isSameAs(answers);
        assertThat(streams.find(request("a"))).isNull();
    }

    private static Flux<byte[]> known(SharedStreams streams, String event) {
        Flux<byte[]> known = streams.find(request(event));
        assertThat(known).isNotNull();
        return known == null ? Flux.empty() : known;
    }
}
