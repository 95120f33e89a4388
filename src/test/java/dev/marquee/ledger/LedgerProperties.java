package dev.marquee.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.ledger.Ledger.Account;
import dev.marquee.ledger.Ledger.AccountKind;
import dev.marquee.ledger.Ledger.Line;
import dev.marquee.shared.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is posted, the books say what was posted and balance. */
class LedgerProperties {

    private static final TestBooks BOOKS = new TestBooks();

    /** A movement between two accounts of a run. */
    record Move(int from, int to, long amount, String currency) {

        List<Line> lines(String run) {
            Money money = Money.of(amount, currency);
            return List.of(Line.debit(account(run, to), money), Line.credit(account(run, from), money));
        }
    }

    @Property(tries = 30)
    void balancesAreTheSumsOfAllThatWasPosted(@ForAll("entries") List<List<Move>> entries) {
        String run = UUID.randomUUID().toString();
        Map<List<String>, Long> expected = new HashMap<>();
        for (List<Move> entry : entries) {
            BOOKS.sale(
                    UUID.randomUUID().toString(),
                    entry.stream().flatMap(move -> move.lines(run).stream()).toArray(Line[]::new));
            entry.forEach(move -> note(expected, run, move));
        }
        expected.forEach((account, sum) -> assertThat(
                        BOOKS.balance(account.getFirst(), account.getLast()).amount())
                .isEqualTo(sum));
        assertThat(BOOKS.count("(select from posting group by entry_id, currency having sum(amount) <> 0) as fault"))
                .isZero();
    }

    @Provide
    Arbitrary<List<List<Move>>> entries() {
        Arbitrary<Integer> accounts = Arbitraries.integers().between(0, 3);
        Arbitrary<Move> move = Combinators.combine(
                        accounts,
                        accounts,
                        Arbitraries.longs().between(0, 1_000_000_000_000L),
                        Arbitraries.of("EUR", "CHF"))
                .as(Move::new);
        return move.list().ofMinSize(1).ofMaxSize(4).list().ofMaxSize(6);
    }

    private static void note(Map<List<String>, Long> balances, String run, Move move) {
        Stream.of(Map.entry(move.to(), move.amount()), Map.entry(move.from(), -move.amount()))
                .forEach(change -> balances.merge(
                        List.of(account(run, change.getKey()).code(), move.currency()), change.getValue(), Long::sum));
    }

    private static Account account(String run, int number) {
        return new Account("account:" + run + ":" + number, AccountKind.ASSET);
    }
}
