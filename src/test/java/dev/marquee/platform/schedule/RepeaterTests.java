package dev.marquee.platform.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class RepeaterTests {

    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void goesOnAfterARunThatFails() {
        Repeater repeater = started(() -> {
            throw new IllegalStateException("no luck");
        });

        await().until(() -> done.size() >= 3);

        repeater.stop();
        assertThat(repeater.isRunning()).isFalse();
    }

    @Test
    void letsTheRunUnderWayEndBeforeTheServerStops() {
        Sinks.Empty<Void> work = Sinks.empty();
        AtomicBoolean stopped = new AtomicBoolean();
        Repeater repeater = started(work::asMono);
        await().until(() -> done.contains("once"));

        repeater.stop(() -> stopped.set(true));
        assertThat(stopped).isFalse();
        work.tryEmitEmpty();

        await().untilTrue(stopped);
        assertThat(done).containsExactly("once", "lastly");
    }

    private Repeater started(Supplier<Mono<Void>> run) {
        Repeater repeater = new Repeater(List.of(new Repeated() {
            @Override
            public Duration pace() {
                return Duration.ofMillis(10);
            }

            @Override
            public Mono<Void> once() {
                done.add("once");
                return run.get();
            }

            @Override
            public Mono<Void> lastly() {
                done.add("lastly");
                return Mono.empty();
            }
        }));
        repeater.start();
        return repeater;
    }
}
