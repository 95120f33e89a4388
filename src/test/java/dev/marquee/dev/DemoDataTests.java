package dev.marquee.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;

/** What a newcomer finds in a local run. */
@TestInstance(Lifecycle.PER_CLASS)
class DemoDataTests {

    private final RunningMarquee marquee = RunningMarquee.start(TestServices.freshDatabase(), Map.of());
    private final DatabaseClient database = marquee.bean(DatabaseClient.class);
    private final DemoData demo = DemoData.of(marquee.beans());
    private boolean loaded;

    @BeforeAll
    void load() {
        loaded = demo.load();
    }

    @AfterAll
    void stop() {
        marquee.close();
    }

    @Test
    void fillsAnEmptyDatabaseOnce() {
        assertThat(loaded).isTrue();
        long tickets = count("select count(*) from ticket");

        assertThat(demo.load()).isFalse();
        assertThat(count("select count(*) from ticket")).isEqualTo(tickets).isGreaterThan(100);
    }

    @Test
    void contradictsItselfNowhere() {
        assertThat(ConsistencyCheck.stock(database)).isEmpty();
        assertThat(ConsistencyCheck.orders(database)).isEmpty();
        assertThat(ConsistencyCheck.tickets(database)).isEmpty();
        assertThat(ConsistencyCheck.money(database)).isEmpty();
    }

    @Test
    void writesToNobody() {
        assertThat(count("select count(*) from outbox")).isZero();
    }

    @Test
    void offersEventsOfEveryCategoryInManyCities() {
        List<EventView> events = events();

        assertThat(events).hasSizeGreaterThanOrEqualTo(24);
        assertThat(events.stream().map(event -> event.venue().city()).distinct())
                .hasSizeGreaterThanOrEqualTo(8);
        assertThat(events.stream().map(event -> event.category().slug()).distinct())
                .hasSize((int) count("select count(*) from category"));
        assertThat(events.stream().map(EventView::soldOut)).containsOnlyOnce(true);
        assertThat(new HashSet<>(events.stream().map(EventView::slug).toList())).hasSameSizeAs(events);
    }

    @Test
    void givesBellaHerTickets() {
        List<TicketView> tickets = as(DemoPerson.BELLA, "user")
                .document("{ myTickets(first: 100) { nodes { status event { title } ticketType { name } } } }")
                .execute()
                .path("myTickets.nodes")
                .entityList(TicketView.class)
                .get();

        assertThat(tickets).hasSize(10).allMatch(ticket -> ticket.status().equals("VALID"));
    }

    @Test
    void givesOliviaHerEventsWithDrafts() {
        as(DemoPerson.OLIVIA, "user", "organizer")
                .document("{ myEvents(first: 100) { nodes { status } } }")
                .execute()
                .path("myEvents.nodes[*].status")
                .entityList(String.class)
                .contains("PUBLISHED", "DRAFT", "CANCELLED");
    }

    @Test
    void letsStanSeeTheDoorOfToday() {
        String today = marquee.api()
                .anonymous()
                .document("{ event(slug: \"open-source-in-production\") { id } }")
                .execute()
                .path("event.id")
                .entity(String.class)
                .get();

        as(DemoPerson.STAN, "user")
                .document("query($event: ID!) { checkIns(eventId: $event, first: 100) { nodes { outcome } } }")
                .variable("event", today)
                .execute()
                .path("checkIns.nodes[*].outcome")
                .entityList(String.class)
                .contains("ADMITTED", "ALREADY_CHECKED_IN", "UNKNOWN_TICKET");
    }

    private record EventView(String slug, boolean soldOut, VenueView venue, CategoryView category) {}

    private record VenueView(String city) {}

    private record CategoryView(String slug) {}

    private record TicketView(String status) {}

    private List<EventView> events() {
        return marquee.api()
                .anonymous()
                .document("{ events(first: 100) { nodes { slug soldOut venue { city } category { slug } } } }")
                .execute()
                .path("events.nodes")
                .entityList(EventView.class)
                .get();
    }

    private GraphQlTester as(DemoPerson person, String... roles) {
        return marquee.api()
                .as(TestTokens.user()
                        .subject(person.id().toString())
                        .email(person.email())
                        .roles(roles)
                        .signed());
    }

    private long count(String sql) {
        Long count = database.sql(sql).mapValue(Long.class).one().block();
        return count == null ? 0 : count;
    }
}
