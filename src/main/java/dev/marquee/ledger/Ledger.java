package dev.marquee.ledger;

import dev.marquee.shared.Money;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** The books: append-only, double entry, balanced per currency. */
public interface Ledger {

    /** What an entry stands for. */
    enum EntryKind {
        SALE,
        REFUND,
        REFUND_FAILED,
        PAYOUT,
        FEE,
        UNAPPLIED
    }

    /** Which side of the balance sheet an account is on. */
    enum AccountKind {
        ASSET,
        LIABILITY,
        REVENUE,
        EXPENSE
    }

    /** An account, e.g. {@code stripe} or {@code organizer:usr_01j...}; there is one for each currency. */
    record Account(String code, AccountKind kind) {}

    /** An amount on an account, debits positive, credits negative. */
    record Line(Account account, Money amount) {

        /** A debit. */
        public static Line debit(Account account, Money amount) {
            return new Line(account, amount);
        }

        /** A credit. */
        public static Line credit(Account account, Money amount) {
            return new Line(account, Money.zero(amount.currency()).minus(amount));
        }
    }

    /**
     * An entry to be; lines of zero are left out.
     *
     * @param reference what it is about, e.g. an order's id; kind and reference together are posted once
     */
    record Entry(EntryKind kind, String reference, Instant occurredAt, List<Line> lines) {}

    /**
     * Posts balanced entries within the current transaction, but those that were posted before.
     *
     * @return how many were new
     * @throws IllegalArgumentException when the lines of one do not balance
     */
    Mono<Integer> post(List<Entry> entries);

    /** Balance of an account, debits positive, in one currency. */
    Mono<Money> balance(String account, java.util.Currency currency);
}
