package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.Shop;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.platform.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestConstructor;

/** Which selections are read by one statement. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class CompiledSelectionTests {

    private static final String TABLES =
            "event|category|event_listing|event_member|person|ticket_type|event_stock|hold|event_team";

    private static final int CROWD = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api api;
    private final DatabaseClient database;
    private final Statements statements;
    private final HttpGraphQlTester visitor;
    private final HttpGraphQlTester owner;
    private final String city = "Compiled " + UUID.randomUUID();
    private String slug = "";
    private String event = "";

    CompiledSelectionTests(Api api, Statements statements, DatabaseClient database) {
        TestToken organizer = TestTokens.organizer();
        this.api = api;
        this.database = database;
        this.statements = statements;
        this.owner = api.as(organizer.signed());
        this.visitor = api.anonymous();
    }

    @BeforeEach
    void publish() {
        EventDesk desk = new EventDesk(owner);
        for (int i = 0; i < 2; i++) {
            Shop.Offer offer = Shop.publish(owner, 1000, 10);
            desk.succeed("update", Map.of("eventId", offer.eventId(), "venue", EventDesk.venue(city, 50, 10)));
            slug = offer.slug();
            event = offer.eventId();
        }
    }

    @Test
    void readsTheListOfTheBenchmarkByOneStatement() throws IOException {
        String list = Files.readString(Path.of("bench", "queries", "w1.graphql"));
        assertThat(issued(list, Map.of("category", "music"))).hasSize(1);
    }

    @Test
    void readsThePageOfTheBenchmarkByOneStatement() throws IOException {
        String page = Files.readString(Path.of("bench", "queries", "w1b.graphql"));
        assertThat(issued(page, Map.of("slug", slug))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nodes { ...E } } } fragment E on Event { id ... on Node { id } ticketTypes { __typename remaining } }",
                "edges { cursor node { a: title b: title venue { city } venue { name } } } pageInfo { endCursor } } }",
                "nodes @include(if: true) { id organizer { name @skip(if: true) id } category { name } } } }",
                "__typename } }"
            })
    void readsAnySelectionOfWhatIsTheSameForAllByOneStatement(String selection) {
        assertThat(issued("query($city: String!) { events(filter: {city: $city}) { " + selection, Map.of("city", city)))
                .hasSize(1);
    }

    @Test
    void countsByAStatementOfItsOwn() {
        assertThat(issued(
                        "query($city: String!) { events(filter: {city: $city}) { totalCount nodes { id } } }",
                        Map.of("city", city)))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ event(slug: \"%s\") { id ticketTypes { id } myRole } }",
                "{ event(slug: \"%1$s\") { id ticketTypes { id } } event(slug: \"%1$s\") { title } }"
            })
    void leavesEverythingElseToTheFieldsThemselves(String document) {
        assertThat(issued(document.formatted(slug), Map.of())).hasSizeGreaterThan(1);
    }

    /** PostgreSQL goes on planning a statement for each execution if that looks cheaper with the values known. */
    @ParameterizedTest
    @CsvSource({"w1, category, music, category c where c.slug", "w1b, slug, no-such-event, e.slug = any"})
    void asksPostgresToPlanOnlyOnce(String query, String variable, String value, String part) throws IOException {
        String document = Files.readString(Path.of("bench", "queries", query + ".graphql"));
        await().atMost(PATIENCE).until(() -> {
            owner.document(document)
                    .variable(variable, value)
                    .execute()
                    .errors()
                    .verify();
            return keptPlans(part) > 0;
        });
    }

    /** Over some connection of the pool. */
    private Long keptPlans(String part) {
        return Objects.requireNonNull(database.sql("""
                        select coalesce(sum(generic_plans), 0)::bigint as plans from pg_prepared_statements
                        where statement like '%json_agg%' || :part || '%'
                        """)
                .bind("part", part)
                .map(row -> Rows.number(row, "plans"))
                .one()
                .block(PATIENCE));
    }

    @Test
    void readsTheSameListForAllWhoAskAtTheSameTimeButShowsHiddenTypesToTheTeamAlone() throws Exception {
        String document =
                "query($city: String!) { events(filter: {city: $city}) { nodes { ticketTypes { hidden } } } }";
        HttpGraphQlTester stranger = api.as(TestTokens.user().signed());
        addHiddenType();
        List<Callable<Long>> questions = Stream.generate(() -> Stream.of(owner, stranger))
                .limit(CROWD / 2)
                .flatMap(Function.identity())
                .<Callable<Long>>map(caller -> () -> hiddenTypes(caller, document))
                .toList();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            await().atMost(PATIENCE).until(() -> {
                List<String> issued = statements.over(
                        "ticket_type",
                        () -> assertThat(answers(crowd, questions))
                                .containsExactlyElementsOf(Stream.iterate(1L, last -> 1 - last)
                                        .limit(CROWD)
                                        .toList()));
                return issued.size() < CROWD;
            });
        }
    }

    private void addHiddenType() {
        owner.document("mutation($input: CreateTicketTypeInput!) { createTicketType(input: $input) { __typename } }")
                .variable("input", Map.of("eventId", event, "name", "Crew", "price", 0, "quantity", 1, "hidden", true))
                .execute()
                .path("createTicketType.__typename")
                .entity(String.class)
                .isEqualTo("CreateTicketTypeSuccess");
    }

    private long hiddenTypes(HttpGraphQlTester caller, String document) {
        return caller
                .document(document)
                .variable("city", city)
                .execute()
                .path("events.nodes[*].ticketTypes[*].hidden")
                .entityList(Boolean.class)
                .get()
                .stream()
                .filter(hidden -> hidden)
                .count();
    }

    private static List<Long> answers(ExecutorService crowd, List<Callable<Long>> questions) {
        try {
            return crowd.invokeAll(questions).stream().map(Future::resultNow).toList();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> issued(String document, Map<String, Object> variables) {
        return statements.fewestOver(TABLES, () -> {
            GraphQlTester.Request<?> request = owner.document(document);
            variables.forEach(request::variable);
            request.execute().errors().verify();
        });
    }

    @Test
    void saysWhatIsWrongAsUsual() {
        visitor.document("{ events(first: 1, last: 1) { nodes { id } } }")
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors).singleElement().satisfies(error -> {
                    assertThat(error.getPath()).isEqualTo("events");
                    assertThat(error.getExtensions()).containsEntry("code", "BAD_USER_INPUT");
                }));
    }
}
