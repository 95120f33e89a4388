package dev.marquee.platform;

import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Makes a mutation safe to repeat for 24 hours, per caller and key. */
public interface Idempotency {

    /** One sentence for whoever uses a key with another payload. */
    String CONFLICT = "This idempotency key was used with another payload; use a new key.";

    /**
     * A use of a key.
     *
     * @param payload the operation's name and input as records of plain values; compared by fingerprint
     */
    record Use(PersonId caller, String key, Object payload) {}

    /**
     * How a kind of calls is made once.
     *
     * @param subject what to remember of a result; null for a refusal, which uses up no key
     * @param replay the result of a call that was made before, from its subject
     * @param conflict the result when a key was used with another payload
     */
    record Rules<R>(Function<R, @Nullable String> subject, Function<String, Mono<R>> replay, R conflict) {}

    /**
     * Makes calls once within one transaction, each by its own key; no two of them have the same.
     *
     * <p>{@code action} gets the places of the calls whose keys are new, and answers in their order; it writes nothing
     * for a refusal. The subjects of the other results are remembered with the payloads' fingerprints in the same
     * transaction, which is rolled back when there are none. A repeat of a call is replayed instead.
     */
    <R> Mono<List<R>> onceEach(List<Use> uses, Function<List<Integer>, Mono<List<R>>> action, Rules<R> rules);

    /**
     * Forgets a key whose call turned out to be a refusal after all, so that it can be used anew; nothing when the key
     * stands for another subject by now.
     */
    Mono<Void> free(PersonId caller, String key, String subject);

    /** Makes one call once, as {@link #onceEach} does. */
    default <R> Mono<R> once(Use use, Mono<R> action, Rules<R> rules) {
        return onceEach(List.of(use), places -> action.map(List::of), rules).map(List::getFirst);
    }
}
