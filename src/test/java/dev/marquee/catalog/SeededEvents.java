package dev.marquee.catalog;

import dev.marquee.dev.LocalPostgres;
import dev.marquee.dev.TestServices;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** A database of its own with many published events over the years, the globe, the categories and the cities. */
final class SeededEvents {

    private static final List<String> SEED =
            List.of("""
            insert into person (id, subject, email, display_name)
            values ('01970000-0000-7000-9000-000000000001', 'seed', 'seed@marquee.test', 'Seed')
            """, """
            insert into event (id, organizer_id, category_id, title, slug, description, venue_name, street, city, country,
              latitude, longitude, time_zone, starts_at, ends_at, capacity, currency, status, published_at)
            select gen_random_uuid(), '01970000-0000-7000-9000-000000000001', c.id,
              initcap(md5(n::text)) || ' ' || c.name, 'seed-' || n, md5((n * 7)::text) || ' ' || md5((n * 13)::text),
              'House ' || md5((n % 500)::text), 'Street 1', 'City ' || n % 300, 'DE', (n * 7919) % 14000 / 100.0 - 70,
              (n * 104729) % 36000 / 100.0 - 180, 'Europe/Berlin', now() + (n % 2000 - 1000) * interval '5 hours',
              now() + (n % 2000 - 999) * interval '5 hours', 100, 'EUR', 'PUBLISHED', now() - n * interval '1 minute'
            from generate_series(1, 12000) n
            join (select *, row_number() over (order by id) as place from category) c on c.place = n % 12 + 1
            """, """
            insert into event_listing (event_id, price_min, price_max)
            select id, 1000, 1000 + length(city) * 100 from event
            """, "vacuum analyze event", "vacuum analyze event_listing", "vacuum analyze category");

    private SeededEvents() {}

    /** A client of the seeded database. */
    static DatabaseClient create() {
        String url = TestServices.postgres().r2dbcUrl(TestServices.freshDatabase());
        DatabaseClient database = DatabaseClient.create(ConnectionFactories.get(ConnectionFactoryOptions.parse(url)
                .mutate()
                .option(ConnectionFactoryOptions.USER, LocalPostgres.ROLE)
                .option(ConnectionFactoryOptions.PASSWORD, LocalPostgres.ROLE)
                .option(PostgresqlConnectionFactoryProvider.OPTIONS, SearchTolerance.SETTINGS)
                .build()));
        Flux.fromIterable(SEED).concatMap(sql -> database.sql(sql).then()).blockLast();
        return database;
    }
}
