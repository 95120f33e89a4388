package dev.marquee.ledger;

import dev.marquee.platform.Rows;
import dev.marquee.shared.Money;
import dev.marquee.shared.TypedId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Keeps the books in the database: one statement for the accounts, one for the entry with its postings. */
@Service
class Books implements Ledger {

    private static final String OPEN_ACCOUNTS = """
            insert into ledger_account (id, code, kind, currency)
            select distinct on (a.code, a.currency) a.id, a.code, a.kind, a.currency
            from unnest(:ids::uuid[], :codes::text[], :kinds::text[], :currencies::text[])
              as a (id, code, kind, currency)
            on conflict (code, currency) do nothing
            """;

    private static final String POST = """
            with entry as (
              insert into ledger_entry (id, kind, reference, occurred_at)
              select e.id, e.kind, e.reference, e.occurred_at
              from unnest(:entries::uuid[], :entryKinds::text[], :references::text[], :times::timestamptz[])
                as e (id, kind, reference, occurred_at)
              order by e.kind, e.reference
              on conflict (kind, reference) do nothing returning id
            ),
            posted as (
              insert into posting (id, entry_id, account_id, amount, currency)
              select l.id, entry.id, a.id, l.amount, l.currency
              from unnest(:ids::uuid[], :of::uuid[], :codes::text[], :kinds::text[], :currencies::text[],
                  :amounts::bigint[]) as l (id, entry_id, code, kind, currency, amount)
              join entry on entry.id = l.entry_id
              join ledger_account a on a.code = l.code and a.currency = l.currency and a.kind = l.kind
              returning entry_id
            )
            select entry.id, (select count(*) from posted p where p.entry_id = entry.id)::int as postings from entry
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    Books(DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** An entry with the lines that move something. */
    private record Moving(UUID id, Entry entry, List<Line> lines) {

        static Moving of(Entry entry) {
            requireBalance(entry.lines());
            return new Moving(
                    TypedId.generate(),
                    entry,
                    entry.lines().stream()
                            .filter(line -> !line.amount().isZero())
                            .toList());
        }
    }

    /** A line that moves something, and the entry it belongs to. */
    private record Posting(UUID entry, Line line) {

        String code() {
            return line.account().code();
        }

        String currency() {
            return line.amount().currency().getCurrencyCode();
        }
    }

    @Override
    public Mono<Integer> post(List<Entry> entries) {
        return Mono.defer(() -> {
            List<Moving> moving = entries.stream()
                    .map(Moving::of)
                    .filter(entry -> !entry.lines().isEmpty())
                    .toList();
            return moving.isEmpty() ? Mono.just(0) : post(moving, postings(moving));
        });
    }

    private Mono<Integer> post(List<Moving> entries, List<Posting> postings) {
        return openAccounts(postings).then(write(entries, postings)).as(transactions::transactional);
    }

    /** Always in the same order, so that no two entries wait for each other. */
    private static List<Posting> postings(List<Moving> entries) {
        return entries.stream()
                .flatMap(entry -> entry.lines().stream().map(line -> new Posting(entry.id(), line)))
                .sorted(Comparator.comparing(Posting::code).thenComparing(Posting::currency))
                .toList();
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

    private static void requireBalance(List<Line> lines) {
        lines.stream()
                .map(Line::amount)
                .collect(Collectors.toMap(Money::currency, Function.identity(), Money::plus))
                .values()
                .forEach(Books::requireZero);
    }

    private static void requireZero(Money sum) {
        if (!sum.isZero()) {
            throw new IllegalArgumentException(
                    "debits and credits of " + sum.currency() + " differ by " + sum.amount());
        }
    }

    private Mono<Void> openAccounts(List<Posting> postings) {
        return withPostings(database.sql(OPEN_ACCOUNTS), postings).then();
    }

    private Mono<Integer> write(List<Moving> entries, List<Posting> postings) {
        Map<UUID, Moving> byId = entries.stream().collect(Collectors.toMap(Moving::id, Function.identity()));
        return withPostings(database.sql(POST), postings)
                .bind("of", column(postings, Posting::entry, UUID[]::new))
                .bind(
                        "amounts",
                        column(postings, posting -> posting.line().amount().amount(), Long[]::new))
                .bind("entries", column(entries, Moving::id, UUID[]::new))
                .bind(
                        "entryKinds",
                        column(entries, entry -> entry.entry().kind().name(), String[]::new))
                .bind("references", column(entries, entry -> entry.entry().reference(), String[]::new))
                .bind("times", column(entries, entry -> entry.entry().occurredAt(), Instant[]::new))
                .map(row -> requirePosted(Rows.integer(row, "postings"), byId.get(Rows.uuid(row, "id"))))
                .all()
                .collect(Collectors.summingInt(fresh -> 1));
    }

    private static Moving requirePosted(int postings, @Nullable Moving entry) {
        if (entry == null || postings != entry.lines().size()) {
            throw new IllegalStateException("an account of the entry is known as one of another kind");
        }
        return entry;
    }

    private static DatabaseClient.GenericExecuteSpec withPostings(
            DatabaseClient.GenericExecuteSpec statement, List<Posting> postings) {
        return statement
                .bind("ids", column(postings, posting -> TypedId.generate(), UUID[]::new))
                .bind("codes", column(postings, Posting::code, String[]::new))
                .bind(
                        "kinds",
                        column(
                                postings,
                                posting -> posting.line().account().kind().name(),
                                String[]::new))
                .bind("currencies", column(postings, Posting::currency, String[]::new));
    }

    private static <T, V> V[] column(List<T> rows, Function<T, V> value, IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
