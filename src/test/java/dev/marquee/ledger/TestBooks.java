package dev.marquee.ledger;

import dev.marquee.dev.LocalPostgres;
import dev.marquee.dev.TestServices;
import dev.marquee.ledger.Ledger.Account;
import dev.marquee.ledger.Ledger.AccountKind;
import dev.marquee.ledger.Ledger.Entry;
import dev.marquee.ledger.Ledger.EntryKind;
import dev.marquee.ledger.Ledger.Line;
import dev.marquee.shared.Money;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** The books alone on a database of their own. */
final class TestBooks {

    static final Account STRIPE = new Account("stripe", AccountKind.ASSET);
    static final Account FEES = new Account("platform:fees", AccountKind.REVENUE);

    final DatabaseClient database;
    final TransactionalOperator transactions;
    final Ledger ledger;

    TestBooks() {
        ConnectionFactory connections = ConnectionFactories.get(
                ConnectionFactoryOptions.parse(TestServices.postgres().r2dbcUrl(TestServices.freshDatabase()))
                        .mutate()
                        .option(ConnectionFactoryOptions.USER, LocalPostgres.ROLE)
                        .option(ConnectionFactoryOptions.PASSWORD, LocalPostgres.ROLE)
                        .build());
        database = DatabaseClient.create(connections);
        transactions = TransactionalOperator.create(new R2dbcTransactionManager(connections));
        ledger = new Books(database, transactions);
    }

    boolean sale(String reference, Line... lines) {
        return post(entry(reference, lines)) == 1;
    }

    static Entry entry(String reference, Line... lines) {
        return new Entry(EntryKind.SALE, reference, Instant.now(), List.of(lines));
    }

    int post(Entry... entries) {
        return Objects.requireNonNull(ledger.post(List.of(entries)).block());
    }

    Money balance(String account, String currency) {
        return Objects.requireNonNull(
                ledger.balance(account, Currency.getInstance(currency)).block());
    }

    long count(String table) {
        return Objects.requireNonNull(database.sql("select count(*) from " + table)
                .mapValue(Long.class)
                .one()
                .block());
    }

    void run(String sql) {
        database.sql(sql).then().block();
    }

    static Line debit(Account account, long amount, String currency) {
        return Line.debit(account, Money.of(amount, currency));
    }

    static Line credit(Account account, long amount, String currency) {
        return Line.credit(account, Money.of(amount, currency));
    }
}
