package dev.marquee.platform.idempotency;

import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** Makes a mutation safe to repeat for 24 hours, per caller and key. */
public interface Idempotency {

    /** One sentence for whoever uses a key with another payload. */
    String CONFLICT = "This idempotency key was used with another payload; use a new key.";

    /**
     * A use of a key.
     *
     * @param payload the operation's name and input as records of plain values; compared by fingerprint
     * @param subject what the call makes or changes, to be remembered with the key
     */
    record Use(PersonId caller, String key, Object payload, String subject) {}

    /**
     * How a kind of calls is made once.
     *
     * @param made whether a result is none of a refusal, which uses up no key
     * @param replay the result of a call that was made before, from its subject
     * @param conflict the result when a key was used with another payload
     */
    record Rules<R>(Predicate<R> made, Function<String, Mono<R>> replay, R conflict) {}

    /**
     * Makes calls once within one transaction, each by its own key; no two of them have the same.
     *
     * <p>{@code action} gets the places of the calls whose keys are new, and answers in their order; it writes nothing
     * for a refusal. The keys are remembered in the same transaction, but those of refusals, and it is rolled back when
     * nothing new was made. A repeat of a call is replayed instead.
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
