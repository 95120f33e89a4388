package dev.marquee.dev;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;

/** Sets events on sale and buys from them through the API, as an organizer and buyers would. */
@TestComponent
public final class BoxOffice {

    private static final String PLACE_ORDER = """
            mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
              __typename
              ... on PlaceOrderSuccess { order { ...order } }
              ... on PaymentUnavailable { order { ...order } }
              ... on SoldOut { ticketTypeId remaining }
              ... on LimitExceeded { ticketTypeId scope limit }
              ... on SalesClosed { ticketTypeId salesStart salesEnd }
              ... on Refusal { code message }
            } }
            fragment order on Order { id status confirmationCode holdExpiresAt paidAt buyerEmail total { amount currency }
              event { id } lines { quantity unitPrice { amount } total { amount } ticketType { id name } } }
            """;

    private final Api api;
    private final DatabaseClient database;
    private final String organizer = TestTokens.organizer().signed();

    BoxOffice(Api api, DatabaseClient database) {
        this.api = api;
        this.database = database;
    }

    /** The token of the organizer that owns every event of this shop. */
    public String organizer() {
        return organizer;
    }

    public DatabaseClient database() {
        return database;
    }

    /** Creates a draft that starts in ten days; gives its id. */
    public String draft(int capacity) {
        Instant start = Instant.now().plus(Duration.ofDays(10));
        Map<String, Object> input = Map.of(
                "title",
                "Concert " + UUID.randomUUID(),
                "description",
                "Music",
                "category",
                "music",
                "venue",
                Map.of(
                        "name", "Hall",
                        "street", "Main Street 1",
                        "city", "Bern",
                        "country", "CH",
                        "latitude", 46.9,
                        "longitude", 7.4),
                "timeZone",
                "Europe/Zurich",
                "startsAt",
                start.atOffset(ZoneOffset.UTC).toString(),
                "endsAt",
                start.plusSeconds(7200).atOffset(ZoneOffset.UTC).toString(),
                "capacity",
                capacity,
                "currency",
                "CHF",
                "planId",
                SeededPlan.ENTERPRISE.id().toString());
        return as(organizer, """
                mutation ($input: CreateEventInput!) {
                  createEvent(input: $input) { ... on CreateEventSuccess { event { id } } } }
                """, Map.of("input", input))
                .path("createEvent.event.id")
                .entity(String.class)
                .get();
    }

    public void publish(String event) {
        as(organizer, """
                mutation ($id: ID!) { publishEvent(input: {eventId: $id}) { __typename } }
                """, Map.of("id", event))
                .path("publishEvent.__typename")
                .entity(String.class)
                .isEqualTo("PublishEventSuccess");
    }

    /** Adds a ticket type; gives its id. */
    public String ticketType(String event, String name, int price, int quantity) {
        return ticketType(event, Map.of("name", name, "price", price, "quantity", quantity));
    }

    /** Adds a ticket type with these fields of the input; gives its id. */
    public String ticketType(String event, Map<String, Object> fields) {
        return createTicketType(organizer, event, fields)
                .path("createTicketType.ticketType.id")
                .entity(String.class)
                .get();
    }

    public GraphQlTester.Response createTicketType(String token, String event, Map<String, Object> fields) {
        Map<String, Object> input =
                new HashMap<>(Map.of("eventId", event, "name", "Entry", "price", 1000, "quantity", 10));
        input.putAll(fields);
        return as(token, """
                mutation ($input: CreateTicketTypeInput!) { createTicketType(input: $input) {
                  __typename
                  ... on CreateTicketTypeSuccess { ticketType { id position price { amount currency } } }
                  ... on Refusal { code message }
                  ... on EventStateConflict { status }
                } }
                """, Map.of("input", input));
    }

    /** A published event with one ticket type. */
    public Sale sale(int capacity, int price, int quantity) {
        String event = draft(capacity);
        String type = ticketType(event, "Entry", price, quantity);
        publish(event);
        return new Sale(event, type);
    }

    /** An event on sale and its ticket type. */
    public record Sale(String event, String ticketType) {}

    /** The input of an order of one line under a fresh key. */
    public static Map<String, Object> order(Sale sale, int quantity) {
        return order(sale.event(), List.of(line(sale.ticketType(), quantity)));
    }

    /** The input of an order under a fresh key. */
    public static Map<String, Object> order(String event, List<Map<String, Object>> lines) {
        Map<String, Object> input = new HashMap<>();
        input.put("eventId", event);
        input.put("lines", new ArrayList<>(lines));
        input.put("idempotencyKey", UUID.randomUUID().toString());
        return input;
    }

    public static Map<String, Object> line(String ticketType, int quantity) {
        return Map.of("ticketTypeId", ticketType, "quantity", quantity);
    }

    public GraphQlTester.Response placeOrder(String token, Map<String, Object> input) {
        return as(token, PLACE_ORDER, Map.of("input", input));
    }

    /** Places an order and gives its id. */
    public String placed(String token, Map<String, Object> input) {
        return placeOrder(token, input)
                .path("placeOrder.order.id")
                .entity(String.class)
                .get();
    }

    /** Executes a document and returns the answer whether it carries errors or not. */
    public GraphQlTester.Response as(String token, String document, Map<String, Object> variables) {
        GraphQlTester.Request<?> request = api.as(token).document(document);
        variables.forEach(request::variable);
        return request.execute();
    }

    /** Moves the end of an event's holds into the past. */
    public void endHolds(String event) {
        String id = "'" + dev.marquee.shared.EventId.of(event).value() + "'";
        run("update hold set expires_at = now() - interval '1 second' where state = 'ACTIVE' and event_id = " + id);
        run("update orders set hold_expires_at = now() - interval '1 second' where status = 'PENDING' and event_id = "
                + id);
    }

    public void run(String sql) {
        database.sql(sql).then().block();
    }
}
