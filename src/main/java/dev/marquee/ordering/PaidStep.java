package dev.marquee.ordering;

import dev.marquee.platform.database.Writes;
import java.util.List;
import reactor.core.publisher.Mono;

/** What else must happen when orders are paid, in the same transaction: issue tickets, post to the ledger. */
public interface PaidStep {

    /**
     * Runs once for each order, within the transaction that marks them as paid; an error undoes everything. Orders that
     * are paid from the start may not be in the database yet: what belongs to them is written by {@link Writes}, or after
     * {@link Writes#send}.
     */
    Mono<Void> onPaid(List<Order> orders);
}
