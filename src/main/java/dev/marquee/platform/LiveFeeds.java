package dev.marquee.platform;

import dev.marquee.platform.errors.Outage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Turns a topic of the live bus into the stream of a GraphQL subscription. A stream outlives an {@link Outage} of the
 * database; any other error of a reading ends it.
 */
public interface LiveFeeds {

    /** A message with a number that only grows within its topic. */
    interface Revised {

        /** Grows with each change of the topic. */
        long revision();
    }

    /**
     * The state of a topic: first as it is, then after each change, latest state only, about ten messages a second at most,
     * never an older revision after a newer one. A state that changes by the clock alone keeps its revision and is told
     * within the re-check interval. Subscribers of the same topic share the reading.
     *
     * @param topic topic of the live bus
     * @param read reads the present state; empty completes the stream
     */
    <T extends Revised> Flux<T> state(String topic, Mono<T> read);

    /**
     * What is added to a topic: first a snapshot, then what is new since the message before, several at once when they
     * come in bursts, about ten messages a second at most; after a gap of the bus again what is missing.
     *
     * @param topic topic of the live bus
     * @param read reads what is new since a message, or a snapshot when that is null; empty when nothing is new
     */
    <T extends Revised> Flux<T> additions(String topic, Function<@Nullable T, Mono<T>> read);
}
