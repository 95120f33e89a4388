package dev.marquee.platform;

import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells every instance that something changed. A signal carries no data: whoever hears it reads the state from the
 * database, so a lost signal delays and never falsifies.
 */
public interface LiveBus {

    /** What is heard on a topic. */
    enum Signal {
        /** The topic's state changed. */
        CHANGED,
        /** Signals may have been lost, e.g. while Redis was down: read the state anew. */
        RESUMED
    }

    /** Announces a change after the current transaction has committed, at once when there is none. Never fails. */
    default Mono<Void> announce(String topic) {
        return announceAll(List.of(topic));
    }

    /** Announces changes of different topics together, as {@link #announce} does; no topic holds a line break. */
    Mono<Void> announceAll(Collection<String> topics);

    /** Signals of a topic on any instance, from subscription on; never completes or fails, may drop repeats. */
    Flux<Signal> signals(String topic);
}
