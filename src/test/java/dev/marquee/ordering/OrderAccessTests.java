package dev.marquee.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.BoxOffice.Sale;
import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.OrderId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import reactor.test.StepVerifier;

@OrderingTest
class OrderAccessTests {

    private static final String CANCEL = """
            mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) {
              __typename ... on CancelOrderSuccess { order { id status } } ... on Refusal { code }
              ... on OrderStateConflict { status } } }
            """;

    @Autowired
    private Api api;

    @Autowired
    private BoxOffice shop;

    @Autowired
    private PretendPayments payments;

    @Autowired
    private OrderBook book;

    private final String buyer = TestTokens.user().signed();
    private final String stranger = TestTokens.user().signed();

    @Test
    void showsAnOrderToItsBuyerAndTheTeamOnly() {
        String id = shop.placed(buyer, BoxOffice.order(shop.sale(10, 1000, 10), 1));
        for (String field : List.of("order", "node")) {
            String document = "query ($id: ID!) { found: " + field + "(id: $id) { id } }";
            shop.as(buyer, document, Map.of("id", id)).path("found.id").hasValue();
            shop.as(shop.organizer(), document, Map.of("id", id))
                    .path("found.id")
                    .hasValue();
            shop.as(stranger, document, Map.of("id", id)).path("found").valueIsNull();
        }
    }

    @Test
    void pagesThroughTheCallersOrdersLatestFirst() {
        Sale sale = shop.sale(10, 0, 10);
        List<String> placed = List.of(buy(sale), buy(sale), buy(sale));
        GraphQlTester.Response first = shop.as(buyer, MY_ORDERS, Map.of("first", 2));
        first.path("myOrders.nodes[*].id").entityList(String.class).containsExactly(placed.get(2), placed.get(1));
        first.path("myOrders.pageInfo.hasNextPage").entity(Boolean.class).isEqualTo(true);
        String cursor =
                first.path("myOrders.pageInfo.endCursor").entity(String.class).get();
        GraphQlTester.Response rest = shop.as(buyer, MY_ORDERS, Map.of("first", 2, "after", cursor));
        rest.path("myOrders.nodes[*].id").entityList(String.class).containsExactly(placed.get(0));
        rest.path("myOrders.pageInfo.hasNextPage").entity(Boolean.class).isEqualTo(false);
    }

    private static final String MY_ORDERS = """
            query ($first: Int, $after: String) { myOrders(first: $first, after: $after) {
              nodes { id event { title } lines { ticketType { name } } } edges { cursor }
              pageInfo { hasNextPage endCursor } } }
            """;

    @Test
    void listsTheOrdersOfAnEventForItsTeam() {
        Sale sale = shop.sale(10, 1000, 10);
        String pending = buy(sale);
        String paid = buy(sale);
        book.settle(List.of(OrderId.of(paid))).block();
        String document = """
                query ($id: ID!, $status: OrderStatus) { eventOrders(eventId: $id, status: $status) { nodes { id } } }
                """;
        shop.as(shop.organizer(), document, Map.of("id", sale.event()))
                .path("eventOrders.nodes[*].id")
                .entityList(String.class)
                .containsExactly(paid, pending);
        shop.as(shop.organizer(), document, Map.of("id", sale.event(), "status", "PAID"))
                .path("eventOrders.nodes[*].id")
                .entityList(String.class)
                .containsExactly(paid);
        notFound(shop.as(stranger, document, Map.of("id", sale.event())));
    }

    @Test
    void cancelsAnUnpaidOrderOnceAndPutsItsTicketsBack() {
        Sale sale = shop.sale(10, 1000, 1);
        String id = buy(sale);
        Map<String, Object> input =
                Map.of("orderId", id, "idempotencyKey", UUID.randomUUID().toString());
        for (int repeat = 0; repeat < 2; repeat++) {
            cancel(buyer, input)
                    .path("cancelOrder.order.status")
                    .entity(String.class)
                    .isEqualTo("CANCELLED");
        }
        assertThat(payments.isOpen(OrderId.of(id))).isFalse();
        conflict(id, "CANCELLED");
        buy(sale);
        assertThat(ConsistencyCheck.orders(shop.database())).isEmpty();
        assertThat(ConsistencyCheck.stock(shop.database())).isEmpty();
    }

    @Test
    void settlesInsteadOfCancellingWhatIsPaid() {
        String id = buy(shop.sale(10, 1000, 1));
        payments.pay(OrderId.of(id));
        conflict(id, "PAID");
    }

    @Test
    void refusesToCancelWithAKeyOfAnotherOrder() {
        Sale sale = shop.sale(10, 1000, 10);
        String first = buy(sale);
        String second = buy(sale);
        String key = UUID.randomUUID().toString();
        cancel(buyer, Map.of("orderId", first, "idempotencyKey", key));
        cancel(buyer, Map.of("orderId", second, "idempotencyKey", key))
                .path("cancelOrder.code")
                .entity(String.class)
                .isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(payments.isOpen(OrderId.of(second))).isTrue();
    }

    @Test
    void hidesOthersOrdersFromCancelling() {
        String id = buy(shop.sale(10, 1000, 1));
        notFound(cancel(stranger, Map.of("orderId", id, "idempotencyKey", "key-of-a-stranger")));
        notFound(cancel(shop.organizer(), Map.of("orderId", id, "idempotencyKey", "key-of-the-organizer")));
    }

    @Test
    void showsTheBuyerHowTheOrderTurns() {
        String id = buy(shop.sale(10, 1000, 1));
        WebSocketGraphQlTester socket = api.webSocket(buyer);
        var states = socket.document("subscription ($id: ID!) { orderStatus(orderId: $id) { order { status } } }")
                .variable("id", id)
                .executeSubscription()
                .toFlux("orderStatus.order.status", String.class);
        StepVerifier.create(states)
                .expectNext("PENDING")
                .then(() -> book.settle(List.of(OrderId.of(id))).block())
                .expectNext("PAID")
                .thenCancel()
                .verify(Duration.ofSeconds(20));
        socket.stop().block();
    }

    private String buy(Sale sale) {
        return shop.placed(buyer, BoxOffice.order(sale, 1));
    }

    private GraphQlTester.Response cancel(String token, Map<String, Object> input) {
        return shop.as(token, CANCEL, Map.of("input", input));
    }

    private void conflict(String id, String status) {
        GraphQlTester.Response answer = cancel(
                buyer, Map.of("orderId", id, "idempotencyKey", UUID.randomUUID().toString()));
        answer.path("cancelOrder.code").entity(String.class).isEqualTo("ORDER_STATE_CONFLICT");
        answer.path("cancelOrder.status").entity(String.class).isEqualTo(status);
    }

    private static void notFound(GraphQlTester.Response response) {
        response.errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "NOT_FOUND")));
    }
}
