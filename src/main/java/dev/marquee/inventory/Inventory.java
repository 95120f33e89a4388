package dev.marquee.inventory;

import dev.marquee.platform.database.Writes;
import dev.marquee.shared.OrderId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Takes tickets out of stock and puts them back; every method joins the current transaction.
 *
 * <p>Each change locks the event's stock first, so no two of an event can overlap or deadlock.
 */
public interface Inventory {

    /**
     * Takes all tickets of each claim or none, in the order of the claims; a claim that is refused changes nothing. When
     * an outcome says that holds have ended, the caller closes them outside of the transaction and claims once more. What
     * is granted is written by {@link Writes}, so together with what the caller writes if it wants that.
     *
     * @return an outcome for each claim, in their order
     */
    Mono<List<ClaimOutcome>> claim(List<Claim> claims);

    /**
     * Turns the holds of orders into sold tickets; when a hold was released meanwhile, takes its tickets anew if there are
     * enough, whatever the sales windows say, within the limits of a person. Nothing changes for an order when there are
     * not, or the event is cancelled or over. Repeating it changes nothing.
     *
     * @return the orders that have their tickets now
     */
    Mono<Set<OrderId>> confirm(Collection<OrderId> orders);

    /**
     * Whether an order that {@code confirm} left without tickets may get them after holds that have ended are closed,
     * which the caller does outside of the transaction.
     */
    Mono<Boolean> waits(OrderId order);

    /** Puts an order's held tickets back on sale. Repeating it, or a call after {@code confirm}, changes nothing. */
    Mono<Void> release(OrderId order);

    /** Puts an order's sold tickets back on sale, after a refund or a revocation. Repeating it changes nothing. */
    Mono<Void> giveBack(OrderId order);
}
