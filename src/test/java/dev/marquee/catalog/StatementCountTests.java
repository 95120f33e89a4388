package dev.marquee.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;

/** How many SQL statements a page of events takes. */
@MarqueeTest
@TestPropertySource(properties = "marquee.lanes.count=0")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class StatementCountTests {

    private static final String TABLES =
            "event|category|event_listing|event_member|person|ticket_type|event_stock|person_allowance";
    private static final int PAGE = 20;

    private final Statements statements;
    private final HttpGraphQlTester owner;
    private final EventDesk desk;
    private final String city = "Counting " + UUID.randomUUID();

    StatementCountTests(Api api, Statements statements) {
        this.statements = statements;
        this.owner = api.as(TestTokens.organizer().signed());
        this.desk = new EventDesk(owner);
    }

    @Test
    void doesNotGrowWithTheNumberOfEvents() {
        for (int i = 0; i < PAGE; i++) {
            Map<String, Object> input = EventDesk.input("Counted");
            input.put("venue", EventDesk.venue(city, 50, 10));
            desk.ticketType(desk.published(input, 1000), 2000, 10);
        }
        List<String> one = statementsOf(1);
        List<String> many = statementsOf(PAGE);
        assertThat(many)
                .as("statements of a page of %d events", PAGE)
                .hasSameSizeAs(one)
                .hasSizeLessThan(16);
    }

    private List<String> statementsOf(int events) {
        return statements.fewestOver(
                TABLES,
                () -> owner.document("""
                        query($city: String!, $first: Int!) { events(filter: { city: $city }, first: $first) {
                          totalCount
                          nodes { id title soldOut myRole category { name } organizer { name } priceFrom { amount }
                            ticketTypes { id name remaining status price { amount currency } }
                            availability { remaining soldOut } } } }
                        """)
                        .variable("city", city)
                        .variable("first", events)
                        .execute()
                        .path("events.nodes")
                        .entityList(Object.class)
                        .hasSize(events));
    }
}
