package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.Shop;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.test.context.TestConstructor;

/** Which selections are read by one statement. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class CompiledSelectionTests {

    private static final String TABLES =
            "event|category|event_listing|event_member|person|ticket_type|event_stock|hold|event_team";

    private final Statements statements;
    private final HttpGraphQlTester visitor;
    private final HttpGraphQlTester owner;
    private final String city = "Compiled " + UUID.randomUUID();
    private String slug = "";

    CompiledSelectionTests(Api api, Statements statements) {
        TestToken organizer = TestTokens.organizer();
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
