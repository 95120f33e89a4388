package dev.marquee.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

/** What an organizer does with events, through the API. */
public final class EventDesk {

    private static final String EVENT = "event { id title slug status soldOut cancellationReason publishedAt capacity "
            + "currency description coverImageUrl startsAt endsAt myRole organizer { id name } category { slug } }";

    private static final Set<String> LIMITED = Set.of("create", "update", "publish");

    private final HttpGraphQlTester organizer;

    /** Works as the person whose token the client sends. */
    public EventDesk(HttpGraphQlTester organizer) {
        this.organizer = organizer;
    }

    /** The input of an event that starts in 30 days, of which each test changes what it cares about. */
    public static Map<String, Object> input(String title) {
        OffsetDateTime start = OffsetDateTime.now(ZoneOffset.UTC).plusDays(30).withNano(0);
        Map<String, Object> input = new HashMap<>();
        input.put("title", title);
        input.put("description", "An evening of **" + title + "**");
        input.put("category", "music");
        input.put("venue", venue("Berlin", 52.52, 13.405));
        input.put("timeZone", "Europe/Berlin");
        input.put("startsAt", start.toString());
        input.put("endsAt", start.plusHours(3).toString());
        input.put("capacity", 100);
        input.put("currency", "EUR");
        return input;
    }

    /** A venue in a city at a point. */
    public static Map<String, Object> venue(String city, double latitude, double longitude) {
        Map<String, Object> venue = new HashMap<>();
        venue.put("name", "Hall of " + city);
        venue.put("street", "Main Street 1");
        venue.put("postalCode", "10115");
        venue.put("city", city);
        venue.put("country", "DE");
        venue.put("latitude", latitude);
        venue.put("longitude", longitude);
        return venue;
    }

    /** The slug that an event with this title gets when nobody else has it. */
    public static String slug(String title) {
        return Slug.of(title);
    }

    /** Creates a draft and returns its id. */
    public String draft(String title) {
        return draft(input(title));
    }

    /** Creates a draft and returns its id. */
    public String draft(Map<String, Object> input) {
        return succeed("create", input)
                .path("result.event.id")
                .entity(String.class)
                .get();
    }

    /** Creates an event with tickets at a price in minor units, publishes it and returns its id. */
    public String published(Map<String, Object> input, long price) {
        String id = draft(input);
        ticketType(id, price, 50);
        succeed("publish", Map.of("eventId", id));
        return id;
    }

    /** Creates and publishes an event with tickets for 10.00 and returns its id. */
    public String published(String title) {
        return published(input(title), 1000);
    }

    /** Adds a ticket type and returns its id. */
    public String ticketType(String event, long price, int quantity) {
        return tryTicketType(event, price, quantity)
                .path("result.ticketType.id")
                .entity(String.class)
                .get();
    }

    /** Adds a ticket type if it can be; the answer lies under {@code result}. */
    public GraphQlTester.Response tryTicketType(String event, long price, int quantity) {
        return organizer
                .document("""
                        mutation($input: CreateTicketTypeInput!) { result: createTicketType(input: $input) {
                          __typename ... on CreateTicketTypeSuccess { ticketType { id } }
                          ... on Refusal { code message }
                          ... on PlanLimitReached { kind limit used plan { id } } } }
                        """)
                .variable(
                        "input",
                        Map.of(
                                "eventId",
                                event,
                                "name",
                                "Entry",
                                "price",
                                price,
                                "quantity",
                                quantity,
                                "maxPerOrder",
                                10))
                .execute();
    }

    /** The plan and the features of an event, under {@code eventFeatures}. */
    public GraphQlTester.Response eventFeatures(String event) {
        return organizer.document("""
                        query($id: ID!) { eventFeatures(eventId: $id) { eventId plan { id name }
                          features { feature enabled source setBy { id name } setAt } } enabledFeatures(eventId: $id) }
                        """).variable("id", event).execute();
    }

    /** The currency of the price of an event's first ticket type. */
    String priceCurrency(String event) {
        return organizer
                .document("query($id: ID!) { node(id: $id) { ... on Event { ticketTypes { price { currency } } } } }")
                .variable("id", event)
                .execute()
                .path("node.ticketTypes[0].price.currency")
                .entity(String.class)
                .get();
    }

    /** Calls {@code <verb>Event}; the answer lies under {@code result}. */
    public GraphQlTester.Response call(String verb, Map<String, ? extends @Nullable Object> input) {
        String name = verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1) + "Event";
        String success = verb.equals("delete") ? "eventId" : EVENT;
        String limit = LIMITED.contains(verb) ? "... on PlanLimitReached { kind limit used plan { id } }" : "";
        return organizer
                .document("""
                        mutation($input: %1$sInput!) { result: %2$sEvent(input: $input) {
                          __typename
                          ... on Refusal { code message }
                          %4$s
                          ... on %1$sSuccess { %3$s } } }
                        """.formatted(name, verb, success, limit))
                .variable("input", input)
                .execute();
    }

    /** Calls {@code <verb>Event} and checks that it succeeds. */
    public GraphQlTester.Response succeed(String verb, Map<String, ? extends @Nullable Object> input) {
        GraphQlTester.Response response = call(verb, input);
        response.path("result.__typename")
                .entity(String.class)
                .satisfies(type -> assertThat(type).endsWith("Success"));
        return response;
    }

    /** Calls {@code <verb>Event} and checks that it is refused with this code. */
    public void refuse(String verb, Map<String, ? extends @Nullable Object> input, String code) {
        GraphQlTester.Response response = call(verb, input);
        response.path("result.code").entity(String.class).isEqualTo(code);
        response.path("result.message")
                .entity(String.class)
                .satisfies(message -> assertThat(message).isNotBlank());
    }
}
