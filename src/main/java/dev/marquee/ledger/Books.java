package dev.marquee.ledger;

import dev.marquee.platform.Rows;
import dev.marquee.shared.Money;
import dev.marquee.shared.TypedId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Keeps the books in the database: one statement for the accounts, one for the entry with its postings. */
@Service
class Books implements Ledger {

    private static final String OPEN_ACCOUNTS = """
            insert into ledger_account (id, code, kind, currency)
            select a.id, a.code, a.kind, a.currency
            from unnest(:ids::uuid[], :codes::text[], :kinds::text[], :currencies::text[])
              as a (id, code, kind, currency)
            on conflict (code, currency) do nothing
            """;

    private static final String POST = """
            with entry as (
              insert into ledger_entry (id, kind, reference, occurred_at)
              values (:entry, :kind, :reference, :occurredAt)
              on conflict (kind, reference) do nothing returning id
            ),
            posted as (
              insert into posting (id, entry_id, account_id, amount, currency)
              select l.id, entry.id, a.id, l.amount, l.currency
              from entry, unnest(:ids::uuid[], :codes::text[], :kinds::text[], :currencies::text[], :amounts::bigint[])
                as l (id, code, kind, currency, amount)
              join ledger_account a on a.code = l.code and a.currency = l.currency and a.kind = l.kind
              returning id
            )
            select (select count(*) from entry) as entries, (select count(*) from posted) as postings
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    Books(DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Mono<Boolean> post(EntryKind kind, String reference, Instant occurredAt, List<Line> lines) {
        return Mono.defer(() -> {
            List<Line> moving = moving(lines);
            return moving.isEmpty()
                    ? Mono.just(true)
                    : openAccounts(moving)
                            .then(write(kind, reference, occurredAt, moving))
                            .as(transactions::transactional);
        });
    }

    @Override
    public Mono<Money> balance(String account, Currency currency) {
        return database.sql("""
                        select coalesce(sum(p.amount), 0)::bigint as balance
                        from ledger_account a join posting p on p.account_id = a.id
                        where a.code = :code and a.currency = :currency
                        """)
                .bind("code", account)
                .bind("currency", currency.getCurrencyCode())
                .map(row -> new Money(Rows.number(row, "balance"), currency))
                .one();
    }

    /** The lines that move something, always in the same order, so that no two entries wait for each other. */
    private static List<Line> moving(List<Line> lines) {
        lines.stream()
                .map(Line::amount)
                .collect(Collectors.toMap(Money::currency, Function.identity(), Money::plus))
                .values()
                .forEach(Books::requireBalanced);
        return lines.stream()
                .filter(line -> !line.amount().isZero())
                .sorted(Comparator.comparing(Books::code).thenComparing(Books::currency))
                .toList();
    }

    private static void requireBalanced(Money sum) {
        if (!sum.isZero()) {
            throw new IllegalArgumentException(
                    "debits and credits of " + sum.currency() + " differ by " + sum.amount());
        }
    }

    private Mono<Void> openAccounts(List<Line> lines) {
        return withLines(database.sql(OPEN_ACCOUNTS), lines).then();
    }

    private Mono<Boolean> write(EntryKind kind, String reference, Instant occurredAt, List<Line> lines) {
        return withLines(database.sql(POST), lines)
                .bind("amounts", column(lines, line -> line.amount().amount(), Long[]::new))
                .bind("entry", TypedId.generate())
                .bind("kind", kind.name())
                .bind("reference", reference)
                .bind("occurredAt", occurredAt)
                .map(row -> posted(row, lines))
                .one();
    }

    private static boolean posted(Readable row, List<Line> lines) {
        boolean fresh = Rows.number(row, "entries") > 0;
        if (fresh && Rows.number(row, "postings") != lines.size()) {
            throw new IllegalStateException("an account of the entry is known as one of another kind");
        }
        return fresh;
    }

    private static DatabaseClient.GenericExecuteSpec withLines(
            DatabaseClient.GenericExecuteSpec statement, List<Line> lines) {
        return statement
                .bind("ids", column(lines, line -> TypedId.generate(), UUID[]::new))
                .bind("codes", column(lines, Books::code, String[]::new))
                .bind("kinds", column(lines, line -> line.account().kind().name(), String[]::new))
                .bind("currencies", column(lines, Books::currency, String[]::new));
    }

    private static String code(Line line) {
        return line.account().code();
    }

    private static String currency(Line line) {
        return line.amount().currency().getCurrencyCode();
    }

    private static <T> T[] column(List<Line> lines, Function<Line, T> value, IntFunction<T[]> array) {
        return lines.stream().map(value).toArray(array);
    }
}
