package dev.marquee.platform.transport;

import reactor.core.publisher.Flux;

/** A way around the operators for the answers of a shared stream, known to whoever subscribes to them by its context. */
@FunctionalInterface
public interface Shortcut {

    /** Has the answers told to the subscriber, the latest ones to a slow one; what is given only ends as they do. */
    Flux<byte[]> take(Flux<byte[]> shared);
}
