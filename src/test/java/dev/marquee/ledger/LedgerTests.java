package dev.marquee.ledger;

import static dev.marquee.ledger.TestBooks.FEES;
import static dev.marquee.ledger.TestBooks.STRIPE;
import static dev.marquee.ledger.TestBooks.credit;
import static dev.marquee.ledger.TestBooks.debit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.ledger.Ledger.Account;
import dev.marquee.ledger.Ledger.AccountKind;
import dev.marquee.shared.Money;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import reactor.core.publisher.Mono;

class LedgerTests {

    private static final Account SHOP = new Account("organizer:shop", AccountKind.LIABILITY);

    private static TestBooks books;

    @BeforeAll
    static void open() {
        books = new TestBooks();
    }

    @Test
    void postsAnEntryOverSeveralAccounts() {
        Account organizer = new Account("organizer:one", AccountKind.LIABILITY);
        assertThat(books.sale(
                        "one", debit(STRIPE, 1000, "USD"), credit(organizer, 950, "USD"), credit(FEES, 50, "USD")))
                .isTrue();
        assertThat(books.balance("organizer:one", "USD")).isEqualTo(Money.of(-950, "USD"));
        assertThat(books.balance("organizer:one", "EUR")).isEqualTo(Money.of(0, "EUR"));
    }

    @Test
    void postsTheSameReferenceOnce() {
        assertThat(books.sale("twice", debit(STRIPE, 7, "SEK"), credit(SHOP, 7, "SEK")))
                .isTrue();
        assertThat(books.sale("twice", debit(STRIPE, 7, "SEK"), credit(SHOP, 7, "SEK")))
                .isFalse();
        assertThat(books.balance("stripe", "SEK")).isEqualTo(Money.of(7, "SEK"));
    }

    @Test
    void postsOneOfManyParallelRepeats() {
        List<Boolean> posted = IntStream.range(0, 20)
                .parallel()
                .mapToObj(i -> books.sale("parallel", debit(STRIPE, 3, "NOK"), credit(SHOP, 3, "NOK")))
                .toList();
        assertThat(posted).containsOnlyOnce(true);
        assertThat(books.balance("stripe", "NOK")).isEqualTo(Money.of(3, "NOK"));
    }

    @Test
    void leavesZeroLinesOut() {
        books.sale("zero", debit(STRIPE, 5, "DKK"), credit(SHOP, 5, "DKK"), credit(FEES, 0, "DKK"));
        assertThat(books.count("ledger_account where code = 'platform:fees' and currency = 'DKK'"))
                .isZero();
    }

    @Test
    void postsManyAtOnceButThoseThatWerePostedBefore() {
        books.sale("before", debit(STRIPE, 1, "ISK"), credit(SHOP, 1, "ISK"));
        assertThat(books.post(
                        TestBooks.entry("first", debit(STRIPE, 10, "ISK"), credit(SHOP, 10, "ISK")),
                        TestBooks.entry("before", debit(STRIPE, 1, "ISK"), credit(SHOP, 1, "ISK")),
                        TestBooks.entry("second", debit(STRIPE, 200, "ISK"), credit(FEES, 200, "ISK"))))
                .isEqualTo(2);
        assertThat(books.balance("stripe", "ISK")).isEqualTo(Money.of(211, "ISK"));
        assertThat(books.balance("platform:fees", "ISK")).isEqualTo(Money.of(-200, "ISK"));
    }

    @Test
    void postsNothingWhenOneOfManyDoesNotBalance() {
        assertThatThrownBy(() -> books.post(
                        TestBooks.entry("right", debit(STRIPE, 1, "RON"), credit(SHOP, 1, "RON")),
                        TestBooks.entry("wrong", debit(STRIPE, 2, "RON"), credit(SHOP, 1, "RON"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(books.count("ledger_entry where reference in ('right', 'wrong')"))
                .isZero();
    }

    @Test
    void writesNoEntryOfNothing() {
        assertThat(books.sale("nothing", debit(STRIPE, 0, "EUR"))).isFalse();
        assertThat(books.sale("nothing")).isFalse();
        assertThat(books.count("ledger_entry where reference = 'nothing'")).isZero();
    }

    @Test
    void refusesWhatDoesNotBalance() {
        assertThatThrownBy(() -> books.sale("unbalanced", debit(STRIPE, 5, "EUR"), credit(SHOP, 4, "EUR")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> books.sale("mixed", debit(STRIPE, 5, "EUR"), credit(SHOP, 5, "CHF")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(books.count("ledger_entry where reference in ('unbalanced', 'mixed')"))
                .isZero();
    }

    @Test
    void balancesEachCurrencyOfAnEntry() {
        books.sale(
                "both",
                debit(STRIPE, 5, "PLN"),
                credit(SHOP, 5, "PLN"),
                debit(STRIPE, 9, "CZK"),
                credit(SHOP, 9, "CZK"));
        assertThat(books.balance("stripe", "PLN")).isEqualTo(Money.of(5, "PLN"));
        assertThat(books.balance("stripe", "CZK")).isEqualTo(Money.of(9, "CZK"));
    }

    @Test
    void refusesAnAccountOfAnotherKind() {
        books.sale("kind", debit(STRIPE, 1, "HUF"), credit(SHOP, 1, "HUF"));
        Account revenue = new Account("organizer:shop", AccountKind.REVENUE);
        assertThatThrownBy(() -> books.sale("other kind", debit(STRIPE, 1, "HUF"), credit(revenue, 1, "HUF")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(books.count("ledger_entry where reference = 'other kind'")).isZero();
    }

    @Test
    void isUndoneWithTheTransactionAroundIt() {
        Mono<Void> failing = books.ledger
                .post(List.of(TestBooks.entry("undone", debit(STRIPE, 1, "GBP"), credit(SHOP, 1, "GBP"))))
                .then(Mono.<Void>error(new IllegalStateException("no")))
                .as(books.transactions::transactional);
        assertThatThrownBy(failing::block).hasMessage("no");
        assertThat(books.balance("stripe", "GBP")).isEqualTo(Money.of(0, "GBP"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update posting set amount = amount + 1",
                "update ledger_entry set reference = reference || '!'",
                "update ledger_entry set id = gen_random_uuid()",
                "update ledger_account set id = gen_random_uuid()",
                "delete from posting",
                "delete from ledger_entry",
                "delete from ledger_account",
                "truncate posting",
                "truncate ledger_account, ledger_entry, posting"
            })
    void isNeverChangedEvenByHand(String sql) {
        books.sale("kept", debit(STRIPE, 1, "JPY"), credit(SHOP, 1, "JPY"));
        assertThatThrownBy(() -> books.run(sql)).isInstanceOf(DataAccessException.class);
        assertThat(books.balance("stripe", "JPY")).isEqualTo(Money.of(1, "JPY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1, 'THB'", "-1, 'EUR'"})
    void balancesInTheDatabaseToo(String amountAndCurrency) {
        books.sale("by hand", debit(STRIPE, 1, "THB"), credit(SHOP, 1, "THB"));
        assertThatThrownBy(() -> books.run("""
                        insert into posting (id, entry_id, account_id, amount, currency)
                        select gen_random_uuid(), e.id, a.id, %s from ledger_entry e, ledger_account a
                        where e.reference = 'by hand' and a.code = 'stripe' and a.currency = 'THB'
                        """.formatted(amountAndCurrency))).hasStackTraceContaining("ledger entry");
    }
}
