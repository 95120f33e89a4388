package dev.marquee.ordering;

import reactor.core.publisher.Mono;

/** Frees the tickets of holds that have ended for payments that arrive late. */
public interface Settling {

    /**
     * Runs a transaction that settles orders. When it needs tickets of holds that have ended, it is rolled back, those
     * holds are closed outside of it, and it runs again; once none can be closed it must do with what is left.
     *
     * @param transaction the whole of it, safe to subscribe to again after a roll-back
     */
    <T> Mono<T> run(Mono<T> transaction);

    /**
     * Runs a transaction that settles the orders of many callers, so none of them is to wait for another's holds to be
     * closed: {@link HoldsInTheWay}, and a roll-back, when it needs their tickets. Each caller then runs its own part.
     */
    <T> Mono<T> attempt(Mono<T> transaction);
}
