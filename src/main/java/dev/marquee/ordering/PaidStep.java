package dev.marquee.ordering;

import java.util.List;
import reactor.core.publisher.Mono;

/** What else must happen when orders are paid, in the same transaction: issue tickets, post to the ledger. */
public interface PaidStep {

    /** Runs once for each order, within the transaction that marks them as paid; an error undoes everything. */
    Mono<Void> onPaid(List<Order> orders);
}
