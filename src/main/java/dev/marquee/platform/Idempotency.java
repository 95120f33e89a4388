package dev.marquee.platform;

import dev.marquee.shared.PersonId;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Makes a mutation safe to repeat for 24 hours, per caller and key. */
public interface Idempotency {

    /**
     * Runs an action once within one transaction.
     *
     * <p>The first call of a key runs {@code action} and remembers {@code subject} of its result with the payload's
     * fingerprint in the same transaction. A repeat with the same payload runs {@code replay} with that subject
     * instead. When {@code subject} gives null (a refusal) nothing is remembered and the transaction is rolled back.
     *
     * @param payload the operation's name and input as records of plain values; compared by fingerprint
     * @param conflict the answer when the key was used with another payload
     */
    <R> Mono<R> once(
            PersonId caller,
            String key,
            Object payload,
            Mono<R> action,
            Function<R, @org.jspecify.annotations.Nullable String> subject,
            Function<String, Mono<R>> replay,
            R conflict);
}
