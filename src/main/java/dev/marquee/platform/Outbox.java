package dev.marquee.platform;

import dev.marquee.shared.OutboxId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Where a transaction writes down the outside effects that must follow it. */
public interface Outbox {

    /**
     * Adds an effect to the current transaction; it is carried out after the commit, at least once.
     *
     * @param topic what it is, {@code <module>.<event>}, e.g. {@code ordering.order-paid}
     * @param payload a record that Jackson writes; the handler of the topic reads it
     */
    default Mono<Void> add(String topic, Object payload) {
        return addAll(topic, List.of(payload));
    }

    /** Adds an effect for each of the payloads, as {@link #add} does. */
    Mono<Void> addAll(String topic, List<?> payloads);

    /**
     * Adds effects that follow from another one to the current transaction; repeating the call adds nothing.
     *
     * @param cause the outbox row that is being carried out
     * @param payloads different records
     */
    Mono<Void> addOnce(OutboxId cause, String topic, List<?> payloads);
}
