package dev.marquee.dev;

import dev.marquee.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Fills an empty database with the events of {@code demo/programme.json}, their buyers and a door that is open now;
 * writes no outbox rows, so nobody gets a mail about it.
 */
final class DemoData {

    private static final String TABLE = "create temporary table demo (programme jsonb, now timestamptz) on commit drop";

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final DemoBooks books;
    private final Clock clock;

    private DemoData(DatabaseClient database, TransactionalOperator transactions, DemoBooks books, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.books = books;
        this.clock = clock;
    }

    /** The demo data of a running application. */
    static DemoData of(BeanFactory application) {
        DatabaseClient database = application.getBean(DatabaseClient.class);
        return new DemoData(
                database,
                application.getBean(TransactionalOperator.class),
                new DemoBooks(database, application.getBean(Ledger.class)),
                application.getBean(Clock.class));
    }

    /** Writes everything in one transaction; does nothing and returns false when there is an event already. */
    boolean load() {
        return Objects.requireNonNull(empty().filter(empty -> empty)
                .flatMap(empty -> write().thenReturn(true))
                .defaultIfEmpty(false)
                .as(transactions::transactional)
                .block());
    }

    private Mono<Boolean> empty() {
        return database.sql("select not exists (select from event) as empty")
                .mapValue(Boolean.class)
                .one();
    }

    private Mono<Void> write() {
        return database.sql(TABLE)
                .then()
                .then(database.sql("insert into demo values (:programme::jsonb, :now)")
                        .bind("programme", text("programme.json"))
                        .bind("now", clock.instant())
                        .then())
                .then(Flux.fromArray(DemoPerson.values()).concatMap(this::join).then())
                .then(run("people.sql"))
                .then(run("events.sql"))
                .then(run("orders.sql"))
                .then(run("door.sql"))
                .then(books.post());
    }

    private Mono<Void> join(DemoPerson person) {
        return database.sql("""
                        insert into person (id, subject, email, display_name)
                        values (uuidv7(), :subject, :email, :name) on conflict (subject) do nothing
                        """)
                .bind("subject", person.id().toString())
                .bind("email", person.email())
                .bind("name", person.displayName())
                .then();
    }

    private Mono<Void> run(String script) {
        return Mono.fromCallable(() -> text(script))
                .flatMap(sql -> database.sql(sql).then());
    }

    private static String text(String resource) {
        try {
            return new ClassPathResource("demo/" + resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
