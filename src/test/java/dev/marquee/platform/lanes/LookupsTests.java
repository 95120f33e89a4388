package dev.marquee.platform.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.reactive.TransactionContextManager;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class LookupsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Set<Integer>> readings = new CopyOnWriteArrayList<>();
    private final Sinks.Empty<Void> gate = Sinks.empty();

    private Lookups<Integer, String> lookups(int lanes) {
        return new Lookups<>(new LaneSettings(lanes, 64, 4096), this::read);
    }

    private Mono<Map<Integer, String>> read(Collection<Integer> keys) {
        readings.add(Set.copyOf(keys));
        return gate.asMono().then(Mono.fromSupplier(() -> {
            if (keys.contains(13)) {
                throw new IllegalArgumentException("unlucky");
            }
            return keys.stream()
                    .filter(key -> key > 0)
                    .collect(Collectors.toMap(Function.identity(), key -> "number " + key));
        }));
    }

    private static <T> Mono<T> started(Mono<T> lookup) {
        Mono<T> running = lookup.cache();
        running.subscribe(found -> {}, thrown -> {});
        return running;
    }

    @Test
    void readsTogetherWhatIsLookedUpDuringAReading() {
        Lookups<Integer, String> lookups = lookups(1);
        Mono<String> first = started(lookups.find(1));
        Mono<Map<Integer, String>> second = started(lookups.find(List.of(2, 3)));
        Mono<Map<Integer, String>> third = started(lookups.find(List.of(3, -4)));
        gate.tryEmitEmpty();

        assertThat(first.block(PATIENCE)).isEqualTo("number 1");
        assertThat(second.block(PATIENCE)).isEqualTo(Map.of(2, "number 2", 3, "number 3"));
        assertThat(third.block(PATIENCE)).isEqualTo(Map.of(3, "number 3"));
        assertThat(readings).containsExactly(Set.of(1), Set.of(2, 3, -4));
    }

    @Test
    void readsEachByItselfWithoutLanes() {
        Lookups<Integer, String> lookups = lookups(0);
        gate.tryEmitEmpty();

        assertThat(lookups.find(1).block(PATIENCE)).isEqualTo("number 1");
        assertThat(lookups.find(-1).block(PATIENCE)).isNull();
        assertThat(readings).containsExactly(Set.of(1), Set.of(-1));
    }

    @Test
    void readsAloneWithinATransaction() {
        Lookups<Integer, String> lookups = lookups(1);
        started(lookups.find(1));
        Mono<String> within = started(lookups.find(2)
                .contextWrite(TransactionContextManager.getOrCreateContext())
                .contextWrite(TransactionContextManager.getOrCreateContextHolder()));

        assertThat(readings).containsExactly(Set.of(1), Set.of(2));
        gate.tryEmitEmpty();
        assertThat(within.block(PATIENCE)).isEqualTo("number 2");
    }

    @Test
    void spoilsNobodysNeighbour() {
        Lookups<Integer, String> lookups = lookups(1);
        started(lookups.find(1));
        Mono<String> unlucky = started(lookups.find(13));
        Mono<String> neighbour = started(lookups.find(14));
        gate.tryEmitEmpty();

        assertThat(neighbour.block(PATIENCE)).isEqualTo("number 14");
        StepVerifier.create(unlucky).verifyErrorMessage("unlucky");
    }

    @Test
    void asksNothingForNothing() {
        assertThat(lookups(1).find(List.of()).block(PATIENCE)).isEmpty();
        assertThat(readings).isEmpty();
    }
}
