package dev.marquee.platform;

import dev.marquee.shared.OutboxId;
import reactor.core.publisher.Mono;

/** Carries out the outside effects of one topic; a bean of this type is found by its topic. */
public interface OutboxHandler<T> {

    /** The topic, e.g. {@code ordering.order-paid}. Several handlers of one topic each get their own row. */
    String topic();

    /**
     * Name of this handler among those of its topic, after what it depends on, e.g. {@code email}. Handlers of one name
     * share a queue: a mail server that hangs holds up whatever is called {@code email}, and nothing else.
     */
    String name();

    /** Type that the payload is read as. */
    Class<T> payloadType();

    /**
     * Carries it out; an error leads to another try later, so it must be safe to repeat under the same id. Administrators
     * are told the message of an {@link EffectFailed}.
     */
    Mono<Void> handle(OutboxId id, T payload);
}
