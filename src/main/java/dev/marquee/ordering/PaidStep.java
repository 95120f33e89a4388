package dev.marquee.ordering;

import reactor.core.publisher.Mono;

/** What else must happen when an order is paid, in the same transaction: issue tickets, post to the ledger. */
public interface PaidStep {

    /** Runs once for each order, within the transaction that marks it as paid; an error undoes everything. */
    Mono<Void> onPaid(Order order);
}
