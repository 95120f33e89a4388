package dev.marquee.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventFilter.Near;
import dev.marquee.catalog.EventFilter.PriceRange;
import dev.marquee.platform.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** The list's statement on a database that is large enough for the planner to care. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchSqlTests {

    private static final Near BERLIN = new Near(52.5, 13.4, 100);

    /** PostgreSQL plans a statement anew for its first values, and goes on so if that looks cheaper. */
    private static final int PLANNED_ANEW = 5;

    private DatabaseClient database;

    @BeforeAll
    void seed() {
        database = SeededEvents.create();
    }

    static Stream<Arguments> searches() {
        PriceRange cheap = new PriceRange(Currency.getInstance("EUR"), null, 2000L);
        return Stream.of(
                Arguments.of("event_(start|end)", filter(null, null, null, null, null), EventOrder.START),
                Arguments.of("event_(start|end)", filter(null, null, null, null, cheap), EventOrder.START),
                Arguments.of("event_newest", filter(null, null, null, null, null), EventOrder.NEWEST),
                Arguments.of("event_category_start", filter(null, "music", null, null, null), EventOrder.START),
                Arguments.of("event_city_start", filter(null, null, "CITY 7", null, null), EventOrder.START),
                Arguments.of("event_place", filter(null, null, null, BERLIN, null), EventOrder.DISTANCE),
                Arguments.of("event_place", filter(null, null, null, new Near(1, 179.9, 200), null), EventOrder.START),
                Arguments.of("event_search", filter("c4ca4238", null, null, null, null), EventOrder.RELEVANCE),
                Arguments.of("event_search", filter("\"c4ca4238 music\"", null, null, null, null), EventOrder.START));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void usesItsIndex(String index, EventFilter filter, EventOrder order) {
        assertThat(plan(filter, order, false))
                .containsPattern("(using|on) " + index)
                .doesNotContain("Seq Scan on event e");
    }

    @ParameterizedTest
    @MethodSource("searches")
    void usesItsIndexOnLaterPages(String index, EventFilter filter, EventOrder order) {
        assertThat(plan(filter, order, true))
                .containsPattern("(using|on) event_")
                .doesNotContain("Seq Scan on event e");
    }

    @Test
    void readsTheNextPageStraightFromTheOrderOfTheIndex() {
        assertThat(plan(filter(null, null, null, null, null), EventOrder.START, true))
                .contains("using event_start")
                .doesNotContain("Sort");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNotPlannedAnewForEachPage(boolean later) {
        SearchSql sql =
                SearchSql.of(EventSearch.of(filter(null, "music", null, null, null), EventOrder.START, Instant.now()));
        String page = page(sql, EventOrder.START, later);
        SingleConnectionFactory connection = new SingleConnectionFactory(database.getConnectionFactory());
        connection.setSuppressClose(true);
        DatabaseClient session = DatabaseClient.create(connection);
        try {
            Flux.range(0, PLANNED_ANEW + 1)
                    .concatMap(time ->
                            session.sql(page).bindValues(sql.values()).fetch().all())
                    .blockLast();
            assertThat(keptPlans(session)).isEqualTo(1);
        } finally {
            connection.destroy();
        }
    }

    private static @Nullable Long keptPlans(DatabaseClient session) {
        return session.sql("select generic_plans from pg_prepared_statements where statement like '%from event e%'")
                .map(row -> Rows.number(row, "generic_plans"))
                .one()
                .block();
    }

    private String plan(EventFilter filter, EventOrder order, boolean later) {
        SearchSql sql = SearchSql.of(EventSearch.of(filter, order, Instant.now()));
        List<String> lines = database.sql("explain " + page(sql, order, later))
                .bindValues(sql.values())
                .map((Readable row) -> String.valueOf(row.get(0, String.class)))
                .all()
                .collectList()
                .block();
        return String.join("\n", lines == null ? List.of() : lines);
    }

    private static String page(SearchSql sql, EventOrder order, boolean later) {
        boolean time = order == EventOrder.START || order == EventOrder.NEWEST;
        Object sort = time ? Instant.now().plusSeconds(order == EventOrder.START ? 3600 : -3600) : (Object) 5_000_000L;
        return later
                ? sql.page(EventRows.COLUMNS, sort, UUID.randomUUID(), false, 21)
                : sql.page(EventRows.COLUMNS, null, null, false, 21);
    }

    private static EventFilter filter(
            @Nullable String text,
            @Nullable String category,
            @Nullable String city,
            @Nullable Near near,
            @Nullable PriceRange price) {
        return new EventFilter(text, category, city, near, null, null, price, null);
    }
}
