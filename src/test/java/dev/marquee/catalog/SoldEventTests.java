package dev.marquee.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestConstructor;

/** What may still be done with an event of which tickets are sold. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SoldEventTests {

    private static final int SOLD = 3;

    private final Api api;
    private final DatabaseClient database;
    private final EventDesk desk;
    private final Finder finder;
    private final String city = "Sold " + UUID.randomUUID();
    private String event = "";

    SoldEventTests(Api api, DatabaseClient database) {
        this.api = api;
        this.database = database;
        this.desk = new EventDesk(api.as(TestTokens.organizer().signed()));
        this.finder = new Finder(api.anonymous());
    }

    @BeforeEach
    void sell() {
        Map<String, Object> input = EventDesk.input("Sold");
        input.put("venue", EventDesk.venue(city, 1, 1));
        event = desk.draft(input);
        String tickets = desk.ticketType(event, 0, SOLD);
        desk.succeed("publish", Map.of("eventId", event));
        Map<String, Object> line = Map.of("ticketTypeId", tickets, "quantity", SOLD);
        api.as(TestTokens.user().signed())
                .document("""
                        mutation($input: PlaceOrderInput!) { result: placeOrder(input: $input) { __typename } }
                        """)
                .variable(
                        "input",
                        Map.of("eventId", event, "lines", List.of(line), "idempotencyKey", "key-" + UUID.randomUUID()))
                .execute()
                .path("result.__typename")
                .entity(String.class)
                .isEqualTo("PlaceOrderSuccess");
    }

    @Test
    void refusesACapacityBelowWhatIsSold() {
        desk.refuse("update", Map.of("eventId", event, "capacity", SOLD - 1), "CAPACITY_BELOW_SOLD");
        desk.succeed("update", Map.of("eventId", event, "capacity", SOLD));
    }

    @Test
    void refusesToDeleteWhatHasOrders() {
        desk.succeed("unpublish", Map.of("eventId", event));
        desk.refuse("delete", Map.of("eventId", event), "EVENT_STATE_CONFLICT");
    }

    @Test
    void keepsADraftThatOrdersReferToThoughNothingIsTakenAnyMore() {
        desk.succeed("unpublish", Map.of("eventId", event));
        database.sql("update event_stock set sold = 0 where event_id = :event")
                .bind("event", EventId.of(event).value())
                .then()
                .block();
        desk.refuse("delete", Map.of("eventId", event), "EVENT_STATE_CONFLICT");
        desk.succeed("update", Map.of("eventId", event));
    }

    @Test
    void leavesSoldOutEventsOutWhenOnlyAvailableOnesAreAskedFor() {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(finder.ids(Map.of("city", city, "onlyAvailable", true), "START"))
                        .isEmpty());
        assertThat(finder.ids(Map.of("city", city), "START")).containsExactly(event);
    }

    @Test
    void writesTheCancellationToTheOutbox() {
        desk.succeed("cancel", Map.of("eventId", event, "reason", "Rain"));
        Long rows = database.sql("""
                        select count(*) as rows from outbox
                        where topic = :topic and payload::text like '%' || :event || '%'
                        """)
                .bind("topic", EventCancelled.TOPIC)
                .bind("event", EventId.of(event).value().toString())
                .map((Readable row) -> Rows.number(row, "rows"))
                .one()
                .block();
        assertThat(rows).isPositive();
    }
}
