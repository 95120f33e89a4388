package dev.marquee.inventory;

import dev.marquee.catalog.Listings;
import dev.marquee.dev.LocalPostgres;
import dev.marquee.dev.TestServices;
import dev.marquee.inventory.Claim.Line;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.database.WriteSettings;
import dev.marquee.platform.database.Writes;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The inventory alone on a database of its own, with events that are written straight into the tables. */
final class Stockroom implements AutoCloseable {

    final DatabaseClient database;
    final TransactionalOperator transactions;
    final Inventory inventory;
    final StockNews news;
    final List<Boolean> soldOut = new CopyOnWriteArrayList<>();

    private final ConnectionPool pool;
    private final Writes writes;

    Stockroom() {
        ConnectionFactory connections = ConnectionFactories.get(
                ConnectionFactoryOptions.parse(TestServices.postgres().r2dbcUrl(TestServices.freshDatabase()))
                        .mutate()
                        .option(ConnectionFactoryOptions.USER, LocalPostgres.ROLE)
                        .option(ConnectionFactoryOptions.PASSWORD, LocalPostgres.ROLE)
                        .build());
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(connections)
                .initialSize(1)
                .maxSize(20)
                .build());
        database = DatabaseClient.create(pool);
        transactions = TransactionalOperator.create(new R2dbcTransactionManager(pool));
        writes = new Writes(database, new WriteSettings(true));
        news = new StockNews(database, writes, new RecordedListings(), new SilentBus(), Clock.systemUTC());
        StockLock lock = new StockLock(database);
        inventory = new StockInventory(
                lock,
                new ClaimStatements(database, writes),
                new HoldStatements(database, lock, Clock.systemUTC()),
                news);
        run("alter table hold drop constraint hold_order_id_fkey");
    }

    /** A published event that starts in a day. */
    EventId event(int capacity) {
        EventId event = EventId.next();
        PersonId organizer = person();
        run("""
                insert into event (id, organizer_id, category_id, title, slug, description, venue_name, street, city,
                  country, latitude, longitude, time_zone, starts_at, ends_at, capacity, currency, status, published_at)
                values ('%s', '%s', '01970000-0000-7000-8000-000000000001', 'Concert', 'concert-%s', '', 'House',
                  'Street 1', 'Bern', 'CH', 46.9, 7.4, 'Europe/Zurich', now() + interval '1 day',
                  now() + interval '2 days', %d, 'CHF', 'PUBLISHED', now())
                """.formatted(event.value(), organizer.value(), event.value(), capacity));
        run("insert into event_listing (event_id) values ('%s')".formatted(event.value()));
        run("insert into event_stock (event_id, capacity) values ('%s', %d)".formatted(event.value(), capacity));
        return event;
    }

    TicketTypeId ticketType(EventId event, int quantity, long price, @Nullable Integer maxPerPerson) {
        TicketTypeId id = TicketTypeId.next();
        run("""
                insert into ticket_type (id, event_id, name, price, currency, quantity, max_per_order, max_per_person,
                  position)
                values ('%s', '%s', 'Entry', %d, 'CHF', %d, 10, %s, 0)
                """.formatted(id.value(), event.value(), price, quantity, maxPerPerson));
        return id;
    }

    PersonId person() {
        PersonId person = PersonId.next();
        run("insert into person (id, subject, email, display_name) values ('%1$s', '%1$s', 'a@b.test', 'Somebody')"
                .formatted(person.value()));
        return person;
    }

    /** Claims in a transaction of its own. */
    Mono<ClaimOutcome> claim(OrderId order, EventId event, PersonId person, Instant holdUntil, Line... lines) {
        Claim claim = new Claim(
                order, event, person, List.of(lines), Instant.now().truncatedTo(ChronoUnit.MICROS), holdUntil, false);
        return writes.together(inventory.claim(List.of(claim)))
                .map(List::getFirst)
                .as(transactions::transactional);
    }

    Mono<ClaimOutcome> claim(EventId event, PersonId person, Line... lines) {
        return claim(OrderId.next(), event, person, Instant.now().plus(Duration.ofMinutes(15)), lines);
    }

    /** Confirms in a transaction of its own. */
    Mono<Boolean> confirmed(OrderId order) {
        return inventory
                .confirm(List.of(order))
                .map(confirmed -> confirmed.contains(order))
                .as(transactions::transactional);
    }

    void run(String sql) {
        database.sql(sql).then().block();
    }

    @Override
    public void close() {
        pool.dispose();
    }

    private final class RecordedListings implements Listings {

        @Override
        public Mono<Void> priceRange(EventId event, @Nullable Long min, @Nullable Long max) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> soldOut(EventId event, boolean now) {
            return Mono.fromRunnable(() -> soldOut.add(now));
        }
    }

    private static final class SilentBus implements LiveBus {

        @Override
        public Mono<Void> announceAll(Collection<String> topics) {
            return Mono.empty();
        }

        @Override
        public Flux<Signal> signals(String topic) {
            return Flux.never();
        }
    }
}
