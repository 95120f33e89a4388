package dev.marquee.ordering;

import static dev.marquee.dev.BoxOffice.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.BoxOffice.Sale;
import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

@OrderingTest
class PlaceOrderTests {

    @Autowired
    private BoxOffice shop;

    @Autowired
    private PretendPayments payments;

    private final String buyer = TestTokens.user().email("buyer@marquee.test").signed();

    @AfterEach
    void booksAgree() {
        payments.offline = false;
        assertThat(ConsistencyCheck.stock(shop.database())).isEmpty();
        assertThat(ConsistencyCheck.orders(shop.database())).isEmpty();
        assertThat(ConsistencyCheck.tickets(shop.database())).isEmpty();
    }

    @Test
    void holdsTicketsAndOpensThePayment() {
        Sale sale = shop.sale(100, 2550, 10);
        GraphQlTester.Response answer = shop.placeOrder(buyer, BoxOffice.order(sale, 3));
        answer.path("placeOrder.__typename").entity(String.class).isEqualTo("PlaceOrderSuccess");
        answer.path("placeOrder.order.status").entity(String.class).isEqualTo("PENDING");
        answer.path("placeOrder.order.total.amount").entity(Long.class).isEqualTo(7650L);
        answer.path("placeOrder.order.total.currency").entity(String.class).isEqualTo("CHF");
        answer.path("placeOrder.order.lines[0].total.amount").entity(Long.class).isEqualTo(7650L);
        answer.path("placeOrder.order.lines[0].ticketType.id")
                .entity(String.class)
                .isEqualTo(sale.ticketType());
        answer.path("placeOrder.order.event.id").entity(String.class).isEqualTo(sale.event());
        answer.path("placeOrder.order.buyerEmail").entity(String.class).isEqualTo("buyer@marquee.test");
        answer.path("placeOrder.order.confirmationCode")
                .entity(String.class)
                .matches(code -> code.matches("[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}"));
        Instant end = Instant.parse(answer.path("placeOrder.order.holdExpiresAt")
                .entity(String.class)
                .get());
        assertThat(end).isBetween(Instant.now().plusSeconds(600), Instant.now().plusSeconds(901));
        OrderId id = OrderId.of(
                answer.path("placeOrder.order.id").entity(String.class).get());
        assertThat(payments.isOpen(id)).isTrue();
    }

    @Test
    void finishesAFreeOrderAtOnce() {
        Sale sale = shop.sale(100, 0, 10);
        GraphQlTester.Response answer = shop.placeOrder(buyer, BoxOffice.order(sale, 2));
        answer.path("placeOrder.order.status").entity(String.class).isEqualTo("PAID");
        answer.path("placeOrder.order.holdExpiresAt").valueIsNull();
        answer.path("placeOrder.order.paidAt").hasValue();
    }

    @Test
    void showsTheTicketsThatWereIssuedAndLaterWhatBecameOfThem() {
        Map<String, Object> input = BoxOffice.order(shop.sale(100, 0, 10), 2);
        List<Object> issued = ticketsAtOnce(input);
        assertThat(issued).hasSize(2).isEqualTo(ticketsLater(input));

        shop.run("update ticket set attendee_name = 'Somebody else' where event_id = '"
                + EventId.of(String.valueOf(input.get("eventId"))).value() + "'");

        assertThat(ticketsAtOnce(input)).doesNotContainAnyElementsOf(issued).isEqualTo(ticketsLater(input));
    }

    private List<Object> ticketsAtOnce(Map<String, Object> input) {
        return shop.as(buyer, """
                        mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
                          ... on PlaceOrderSuccess { order { tickets { id code status attendee { name } qrPayload } } } } }
                        """, Map.of("input", input))
                .path("placeOrder.order.tickets")
                .entityList(Object.class)
                .get();
    }

    private List<Object> ticketsLater(Map<String, Object> input) {
        String event = String.valueOf(input.get("eventId"));
        return shop.as(buyer, """
                        query ($event: ID!) { myTickets(eventId: $event, first: 10) {
                          nodes { id code status attendee { name } qrPayload } } }
                        """, Map.of("event", event))
                .path("myTickets.nodes")
                .entityList(Object.class)
                .get()
                .reversed();
    }

    @Test
    void refusesWhatIsSoldOutWithWhatIsLeft() {
        Sale sale = shop.sale(100, 1000, 3);
        shop.placed(buyer, BoxOffice.order(sale, 2));
        GraphQlTester.Response answer = shop.placeOrder(buyer, BoxOffice.order(sale, 2));
        answer.path("placeOrder.code").entity(String.class).isEqualTo("SOLD_OUT");
        answer.path("placeOrder.remaining").entity(Integer.class).isEqualTo(1);
        answer.path("placeOrder.ticketTypeId").entity(String.class).isEqualTo(sale.ticketType());
    }

    @Test
    void countsTheEventsCapacityOverTicketTypes() {
        String event = shop.draft(3);
        String one = shop.ticketType(event, "One", 0, 3);
        String other = shop.ticketType(event, "Other", 0, 3);
        shop.publish(event);
        shop.placed(buyer, BoxOffice.order(event, List.of(line(one, 2))));
        shop.placeOrder(buyer, BoxOffice.order(event, List.of(line(one, 1), line(other, 1))))
                .path("placeOrder.code")
                .entity(String.class)
                .isEqualTo("SOLD_OUT");
        shop.placed(buyer, BoxOffice.order(event, List.of(line(other, 1))));
    }

    @Test
    void refusesOutsideOfTheSalesWindow() {
        String event = shop.draft(10);
        String start = Instant.now().plus(1, ChronoUnit.DAYS).toString();
        String type = shop.ticketType(event, Map.of("salesStart", start));
        shop.publish(event);
        GraphQlTester.Response answer = shop.placeOrder(buyer, BoxOffice.order(event, List.of(line(type, 1))));
        answer.path("placeOrder.code").entity(String.class).isEqualTo("SALES_CLOSED");
        answer.path("placeOrder.salesStart").hasValue();
        answer.path("placeOrder.salesEnd").hasValue();
    }

    @Test
    void refusesOverTheLimits() {
        String event = shop.draft(100);
        String type = shop.ticketType(event, Map.of("maxPerOrder", 3, "maxPerPerson", 4, "quantity", 50));
        shop.publish(event);
        limited(event, type, 4, "ORDER", 3);
        shop.placed(buyer, BoxOffice.order(event, List.of(line(type, 3))));
        limited(event, type, 2, "PERSON", 4);
        shop.placed(TestTokens.user().signed(), BoxOffice.order(event, List.of(line(type, 3))));
    }

    @Test
    void refusesEventsThatAreNotOnSale() {
        String draft = shop.draft(10);
        String type = shop.ticketType(draft, "Entry", 0, 10);
        notOnSale(draft, type);
        shop.publish(draft);
        shop.as(shop.organizer(), """
                mutation ($id: ID!) { cancelEvent(input: {eventId: $id, reason: "Storm"}) { __typename } }
                """, Map.of("id", draft));
        notOnSale(draft, type);
        notOnSale(dev.marquee.shared.EventId.next().toString(), type);
    }

    @Test
    void namesTheLineThatIsWrong() {
        Sale sale = shop.sale(10, 0, 10);
        Sale elsewhere = shop.sale(10, 0, 10);
        wrong(
                BoxOffice.order(sale.event(), List.of(line(sale.ticketType(), 1), line(elsewhere.ticketType(), 1))),
                "input.lines[1].ticketTypeId");
        wrong(
                BoxOffice.order(sale.event(), List.of(line(sale.ticketType(), 1), line(sale.ticketType(), 1))),
                "input.lines[1].ticketTypeId");
    }

    @Test
    void namesTheAttendeeThatIsWrong() {
        Sale sale = shop.sale(10, 0, 10);
        Map<String, Object> input = BoxOffice.order(sale, 1);
        Map<String, Object> attendee = Map.of("ticketTypeId", sale.ticketType(), "name", "Ada");
        input.put("attendees", List.of(attendee, attendee));
        wrong(input, "input.attendees[1].ticketTypeId");
        input.put("attendees", List.of(Map.of("ticketTypeId", shop.sale(5, 0, 5).ticketType(), "name", "Ada")));
        wrong(input, "input.attendees[0].ticketTypeId");
    }

    @Test
    void sellsHiddenTypesToTheTeamOnly() {
        String event = shop.draft(10);
        shop.ticketType(event, "Entry", 0, 10);
        String hidden = shop.ticketType(event, Map.of("hidden", true, "price", 0));
        shop.publish(event);
        wrong(BoxOffice.order(event, List.of(line(hidden, 1))), "input.lines[0].ticketTypeId");
        shop.placed(shop.organizer(), BoxOffice.order(event, List.of(line(hidden, 1))));
    }

    @Test
    void answersARepeatWithTheSameOrder() {
        Map<String, Object> input = BoxOffice.order(shop.sale(10, 1000, 10), 1);
        assertThat(shop.placed(buyer, input)).isEqualTo(shop.placed(buyer, input));
    }

    @Test
    void refusesAKeyThatWasUsedForSomethingElse() {
        Sale sale = shop.sale(10, 1000, 10);
        Map<String, Object> input = BoxOffice.order(sale, 1);
        shop.placed(buyer, input);
        Map<String, Object> other = new HashMap<>(input);
        other.put("lines", List.of(line(sale.ticketType(), 2)));
        shop.placeOrder(buyer, other)
                .path("placeOrder.code")
                .entity(String.class)
                .isEqualTo("IDEMPOTENCY_CONFLICT");
        shop.placed(TestTokens.user().signed(), other);
    }

    @Test
    void leavesTheKeyFreeAfterARefusal() {
        String event = shop.draft(10);
        String type = shop.ticketType(event, "Entry", 0, 1);
        Map<String, Object> input = BoxOffice.order(event, List.of(line(type, 1)));
        shop.placeOrder(buyer, input)
                .path("placeOrder.code")
                .entity(String.class)
                .isEqualTo("EVENT_NOT_ON_SALE");
        shop.publish(event);
        shop.placed(buyer, input);
    }

    @Test
    void makesOneOrderOfParallelRepeats() {
        Map<String, Object> input = BoxOffice.order(shop.sale(100, 1000, 100), 1);
        List<String> ids = IntStream.range(0, 20)
                .parallel()
                .mapToObj(i -> shop.placed(buyer, input))
                .distinct()
                .toList();
        assertThat(ids).hasSize(1);
    }

    @Test
    void keepsTheHoldWhileThePaymentCannotBeOpened() {
        Map<String, Object> input = BoxOffice.order(shop.sale(10, 1000, 10), 1);
        payments.offline = true;
        GraphQlTester.Response refused = shop.placeOrder(buyer, input);
        refused.path("placeOrder.code").entity(String.class).isEqualTo("PAYMENT_UNAVAILABLE");
        String id = refused.path("placeOrder.order.id").entity(String.class).get();
        payments.offline = false;
        assertThat(shop.placed(buyer, input)).isEqualTo(id);
        assertThat(payments.isOpen(OrderId.of(id))).isTrue();
    }

    @Test
    void sellsTicketsOfEndedHoldsAtOnce() {
        Sale sale = shop.sale(10, 1000, 2);
        String first = shop.placed(TestTokens.user().signed(), BoxOffice.order(sale, 2));
        shop.endHolds(sale.event());
        shop.placed(buyer, BoxOffice.order(sale, 2));
        assertThat(payments.isOpen(OrderId.of(first))).isFalse();
    }

    private void limited(String event, String type, int quantity, String scope, int limit) {
        GraphQlTester.Response answer = shop.placeOrder(buyer, BoxOffice.order(event, List.of(line(type, quantity))));
        answer.path("placeOrder.code").entity(String.class).isEqualTo("LIMIT_EXCEEDED");
        answer.path("placeOrder.scope").entity(String.class).isEqualTo(scope);
        answer.path("placeOrder.limit").entity(Integer.class).isEqualTo(limit);
    }

    private void notOnSale(String event, String type) {
        shop.placeOrder(buyer, BoxOffice.order(event, List.of(line(type, 1))))
                .path("placeOrder.code")
                .entity(String.class)
                .isEqualTo("EVENT_NOT_ON_SALE");
    }

    private void wrong(Map<String, Object> input, String field) {
        shop.placeOrder(buyer, input)
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions())
                                .containsEntry("code", "BAD_USER_INPUT")
                                .containsEntry("field", field)));
    }
}
