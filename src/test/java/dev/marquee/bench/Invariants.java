package dev.marquee.bench;

import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.dev.LocalPostgres;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;

/** What must hold after any load: nothing oversold, every admission recorded once, books balanced, nothing given up. */
final class Invariants {

    private static final String DOOR = """
            select count(*) || ' used tickets are not admitted once' from ticket t
            where (t.status = 'USED') <> (1 = (
              select count(*) from check_in c where c.ticket_id = t.id and c.outcome = 'ADMITTED' and c.undone_at is null))
            having count(*) > 0
            union all
            select 'door ' || d.event_id || ' counts ' || d.admitted || ' admitted' from door d
            where d.admitted <> (
              select count(*) from check_in c where c.event_id = d.event_id and c.outcome = 'ADMITTED' and c.undone_at is null)
            union all
            select count(*) || ' effects were given up' from outbox where state = 'DEAD' having count(*) > 0
            """;

    private Invariants() {}

    /** What is broken in a database, a sentence each. */
    static List<String> broken(String r2dbcUrl) {
        DatabaseClient database = DatabaseClient.create(ConnectionFactories.get(ConnectionFactoryOptions.parse(r2dbcUrl)
                .mutate()
                .option(ConnectionFactoryOptions.USER, LocalPostgres.ROLE)
                .option(ConnectionFactoryOptions.PASSWORD, LocalPostgres.ROLE)
                .build()));
        return Stream.of(
                        ConsistencyCheck.stock(database),
                        ConsistencyCheck.orders(database),
                        ConsistencyCheck.tickets(database),
                        ConsistencyCheck.money(database),
                        door(database))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> door(DatabaseClient database) {
        return database.sql(DOOR)
                .mapValue(String.class)
                .all()
                .collectList()
                .blockOptional()
                .orElseThrow();
    }
}
