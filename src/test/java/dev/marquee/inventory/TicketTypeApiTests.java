package dev.marquee.inventory;

import static dev.marquee.dev.BoxOffice.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.BoxOffice.Sale;
import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import reactor.test.StepVerifier;

@MarqueeTest
@Import(BoxOffice.class)
class TicketTypeApiTests {

    private static final String UPDATE = """
            mutation ($input: UpdateTicketTypeInput!) { updateTicketType(input: $input) {
              __typename
              ... on UpdateTicketTypeSuccess { ticketType {
                name description quantity price { amount } salesStart maxPerPerson hidden } }
              ... on Refusal { code }
              ... on PriceLocked { taken }
              ... on QuantityBelowSold { taken }
            } }
            """;
    private static final String EVENT = """
            query ($id: ID!) { node(id: $id) { ... on Event {
              ticketTypes { id name remaining status hidden } availability { remaining soldOut } priceFrom { amount } } } }
            """;

    @Autowired
    private Api api;

    @Autowired
    private BoxOffice shop;

    private final String buyer = TestTokens.user().signed();

    @Test
    void addsTypesAtTheEndOfTheList() {
        String event = shop.draft(100);
        shop.createTicketType(shop.organizer(), event, Map.of())
                .path("createTicketType.ticketType.position")
                .entity(Integer.class)
                .isEqualTo(0);
        GraphQlTester.Response second = shop.createTicketType(shop.organizer(), event, Map.of("price", 0));
        second.path("createTicketType.ticketType.position")
                .entity(Integer.class)
                .isEqualTo(1);
        second.path("createTicketType.ticketType.price.currency")
                .entity(String.class)
                .isEqualTo("CHF");
    }

    @Test
    void refusesPricesOutOfRange() {
        String event = shop.draft(100);
        wrong(shop.createTicketType(shop.organizer(), event, Map.of("price", -1)), "input.price");
        wrong(shop.createTicketType(shop.organizer(), event, Map.of("price", 100_000_000)), "input.price");
        String type = shop.ticketType(event, Map.of());
        wrong(update(type, Map.of("price", -1)), "input.price");
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("name", null);
        wrong(update(type, nothing), "input.name");
    }

    @Test
    void refusesAWindowThatEndsBeforeItStarts() {
        String event = shop.draft(100);
        Map<String, Object> window =
                Map.of("salesStart", "2030-01-02T10:00:00+01:00", "salesEnd", "2030-01-02T09:00:00Z");
        refused(shop.createTicketType(shop.organizer(), event, window), "createTicketType", "INVALID_SALES_WINDOW");
        String type = shop.ticketType(event, Map.of("salesEnd", "2030-01-02T09:00:00Z"));
        refused(update(type, Map.of("salesStart", "2030-01-02T09:00:00Z")), "updateTicketType", "INVALID_SALES_WINDOW");
    }

    @Test
    void changesWhatIsGivenAndKeepsTheRest() {
        String type = shop.ticketType(shop.draft(100), Map.of("description", "With a drink", "maxPerPerson", 3));
        Map<String, Object> change = new HashMap<>(Map.of("name", "Early", "quantity", 20));
        change.put("maxPerPerson", null);
        GraphQlTester.Response answer = update(type, change);
        answer.path("updateTicketType.ticketType.name").entity(String.class).isEqualTo("Early");
        answer.path("updateTicketType.ticketType.quantity")
                .entity(Integer.class)
                .isEqualTo(20);
        answer.path("updateTicketType.ticketType.description")
                .entity(String.class)
                .isEqualTo("With a drink");
        answer.path("updateTicketType.ticketType.maxPerPerson").valueIsNull();
    }

    @Test
    void locksPriceAndQuantityOfSoldTickets() {
        Sale sale = shop.sale(100, 0, 10);
        shop.placed(buyer, BoxOffice.order(sale, 3));
        GraphQlTester.Response price = update(sale.ticketType(), Map.of("price", 500));
        price.path("updateTicketType.code").entity(String.class).isEqualTo("PRICE_LOCKED");
        price.path("updateTicketType.taken").entity(Integer.class).isEqualTo(3);
        refused(update(sale.ticketType(), Map.of("quantity", 2)), "updateTicketType", "QUANTITY_BELOW_SOLD");
        update(sale.ticketType(), Map.of("quantity", 3))
                .path("updateTicketType.ticketType.quantity")
                .entity(Integer.class)
                .isEqualTo(3);
        refused(delete(shop.organizer(), sale.ticketType()), "deleteTicketType", "TICKET_TYPE_IN_USE");
    }

    @Test
    void keepsTheRulesWhileOthersBuy() {
        Sale sale = shop.sale(1000, 0, 50);
        IntStream.range(0, 24).parallel().forEach(i -> {
            if (i % 4 == 0) {
                update(sale.ticketType(), Map.of("quantity", 5));
            } else if (i % 4 == 1) {
                update(sale.ticketType(), Map.of("maxPerPerson", 3));
            } else {
                shop.placeOrder(buyer, BoxOffice.order(sale, 1));
            }
        });
        assertThat(ConsistencyCheck.stock(shop.database())).isEmpty();
    }

    @Test
    void deletesATypeThatNobodyBought() {
        String event = shop.draft(100);
        String type = shop.ticketType(event, Map.of());
        delete(shop.organizer(), type)
                .path("deleteTicketType.ticketTypeId")
                .entity(String.class)
                .isEqualTo(type);
        notFound(delete(shop.organizer(), type));
    }

    @Test
    void leavesCancelledEventsAsTheyAre() {
        Sale sale = shop.sale(100, 0, 10);
        shop.as(shop.organizer(), """
                mutation ($id: ID!) { cancelEvent(input: {eventId: $id, reason: "Storm"}) { __typename } }
                """, Map.of("id", sale.event()));
        refused(
                shop.createTicketType(shop.organizer(), sale.event(), Map.of()),
                "createTicketType",
                "EVENT_STATE_CONFLICT");
        refused(update(sale.ticketType(), Map.of("name", "New")), "updateTicketType", "EVENT_STATE_CONFLICT");
    }

    @Test
    void hidesOthersEventsFromEditing() {
        Sale sale = shop.sale(100, 0, 10);
        String other = TestTokens.organizer().signed();
        notFound(shop.createTicketType(other, sale.event(), Map.of()));
        notFound(
                shop.as(other, UPDATE, Map.of("input", Map.of("ticketTypeId", sale.ticketType(), "name", "Mine now"))));
        notFound(delete(other, sale.ticketType()));
    }

    @Test
    void showsHiddenTypesToTheTeamOnly() {
        String event = shop.draft(100);
        shop.ticketType(event, "Entry", 1500, 10);
        String crew = shop.ticketType(event, Map.of("name", "Crew", "hidden", true, "price", 0));
        shop.publish(event);
        GraphQlTester.Response open = shop.as(buyer, EVENT, Map.of("id", event));
        open.path("node.ticketTypes[*].name").entityList(String.class).containsExactly("Entry");
        open.path("node.availability.remaining").entity(Integer.class).isEqualTo(10);
        open.path("node.priceFrom.amount").entity(Integer.class).isEqualTo(1500);
        shop.as(shop.organizer(), EVENT, Map.of("id", event))
                .path("node.ticketTypes[*].name")
                .entityList(String.class)
                .containsExactly("Entry", "Crew");
        String node = "query ($id: ID!) { node(id: $id) { id } }";
        shop.as(buyer, node, Map.of("id", crew)).path("node").valueIsNull();
        shop.as(shop.organizer(), node, Map.of("id", crew)).path("node.id").hasValue();
    }

    @Test
    void countsTicketsOfEndedHoldsAsFree() {
        Sale sale = shop.sale(100, 1000, 4);
        shop.placeOrder(buyer, BoxOffice.order(sale, 3));
        remaining(sale, 1);
        shop.endHolds(sale.event());
        remaining(sale, 4);
    }

    @Test
    void showsAvailabilityFalling() {
        String event = shop.draft(100);
        String type = shop.ticketType(event, "Entry", 0, 3);
        shop.publish(event);
        WebSocketGraphQlTester socket = api.webSocket(buyer);
        var remaining = socket.document("""
                        subscription ($id: ID!) { ticketAvailability(eventId: $id) {
                          revision remaining soldOut ticketTypes { ticketTypeId remaining status } } }
                        """)
                .variable("id", event)
                .executeSubscription()
                .toFlux("ticketAvailability.remaining", Integer.class);
        StepVerifier.create(remaining)
                .expectNext(3)
                .then(() -> shop.placed(buyer, BoxOffice.order(event, List.of(line(type, 2)))))
                .expectNext(1)
                .then(() -> shop.placed(buyer, BoxOffice.order(event, List.of(line(type, 1)))))
                .expectNext(0)
                .thenCancel()
                .verify(Duration.ofSeconds(20));
        socket.stop().block();
    }

    private void remaining(Sale sale, int expected) {
        GraphQlTester.Response answer = shop.as(buyer, EVENT, Map.of("id", sale.event()));
        answer.path("node.ticketTypes[0].remaining").entity(Integer.class).isEqualTo(expected);
        answer.path("node.availability.remaining").entity(Integer.class).isEqualTo(expected);
    }

    private GraphQlTester.Response update(String type, Map<String, Object> change) {
        Map<String, Object> input = new HashMap<>(change);
        input.put("ticketTypeId", type);
        return shop.as(shop.organizer(), UPDATE, Map.of("input", input));
    }

    private GraphQlTester.Response delete(String token, String type) {
        return shop.as(token, """
                mutation ($id: ID!) { deleteTicketType(input: {ticketTypeId: $id}) {
                  ... on DeleteTicketTypeSuccess { ticketTypeId } ... on Refusal { code } } }
                """, Map.of("id", type));
    }

    private static void refused(GraphQlTester.Response response, String field, String code) {
        response.path(field + ".code").entity(String.class).isEqualTo(code);
    }

    private static void wrong(GraphQlTester.Response response, String field) {
        response.errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions())
                                .containsEntry("code", "BAD_USER_INPUT")
                                .containsEntry("field", field)));
    }

    private static void notFound(GraphQlTester.Response response) {
        response.errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "NOT_FOUND")));
    }
}
