package dev.marquee.ordering;

import static dev.marquee.dev.BoxOffice.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.BoxOffice.Sale;
import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.dev.TestTokens;
import dev.marquee.dev.Waiting;
import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Holds that have ended or lost their event, and payments that nobody can take. */
@OrderingTest
class EndedHoldsTests {

    private static final String CANCEL = """
            mutation ($id: ID!) { cancelEvent(input: {eventId: $id, reason: "Storm"}) { __typename } }
            """;

    @Autowired
    private BoxOffice shop;

    @Autowired
    private PretendPayments payments;

    @Autowired
    private OrderBook book;

    @Autowired
    private TransactionalOperator transactions;

    private final String buyer = TestTokens.user().signed();

    @AfterEach
    void booksAgree() {
        payments.offline = false;
        payments.refusing = false;
        payments.pause = Duration.ZERO;
        payments.broken.clear();
        assertThat(ConsistencyCheck.stock(shop.database())).isEmpty();
        assertThat(ConsistencyCheck.orders(shop.database())).isEmpty();
        assertThat(ConsistencyCheck.tickets(shop.database())).isEmpty();
    }

    @Test
    void sellsTheTicketsOfManyEndedHoldsAtOnce() {
        String event = shop.draft(1000);
        String type = shop.ticketType(event, Map.of("quantity", 60, "maxPerOrder", 60));
        shop.publish(event);
        IntStream.range(0, 60).parallel().forEach(i -> shop.placed(buyer, BoxOffice.order(event, lines(type, 1))));
        shop.endHolds(event);
        shop.placed(buyer, BoxOffice.order(event, lines(type, 60)));
    }

    /** Eight are closed at a time, so that all take longer than a buyer waits for none. */
    @Test
    void sellsTheTicketsOfEndedHoldsThatTakeLongToClose() {
        String event = shop.draft(1000);
        String type = shop.ticketType(event, Map.of("quantity", 40, "maxPerOrder", 40));
        shop.publish(event);
        IntStream.range(0, 40).parallel().forEach(i -> shop.placed(buyer, BoxOffice.order(event, lines(type, 1))));
        payments.pause = Duration.ofMillis(1_500);
        shop.endHolds(event);
        shop.placed(buyer, BoxOffice.order(event, lines(type, 40)));
    }

    @Test
    void sellsPastAnEndedHoldThatCannotBeClosed() {
        Sale sale = shop.sale(10, 1000, 2);
        payments.broken.add(order(sale, 1));
        order(sale, 1);
        shop.endHolds(sale.event());
        order(sale, 1);
        payments.broken.clear();
        order(sale, 1);
    }

    @Test
    void cancelsOnlyBetweenSales() {
        Sale sale = shop.sale(10, 0, 2);
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        transactions
                .transactional(shop.database()
                        .sql("select from event_stock where event_id = :event for no key update")
                        .bind("event", EventId.of(sale.event()).value())
                        .then()
                        .doOnSuccess(locked -> cancelled.completeAsync(() -> {
                            cancel(sale);
                            return null;
                        }))
                        .then(Waiting.untilSomebodyDoes(shop.database())))
                .block();
        cancelled.join();
        shop.placeOrder(buyer, BoxOffice.order(sale, 1))
                .path("placeOrder.code")
                .entity(String.class)
                .isEqualTo("EVENT_NOT_ON_SALE");
    }

    @Test
    void closesAPaymentThatStayedOpen() {
        Sale sale = shop.sale(10, 1000, 2);
        OrderId order = order(sale, 2);
        payments.offline = true;
        shop.as(buyer, """
                mutation ($id: ID!) {
                  cancelOrder(input: {orderId: $id, idempotencyKey: "give-up-early"}) { __typename }
                }""", Map.of("id", order.toString()))
                .path("cancelOrder.__typename")
                .entity(String.class)
                .isEqualTo("CancelOrderSuccess");
        assertThat(payments.isOpen(order)).isTrue();
        payments.offline = false;
        await().until(() -> !payments.isOpen(order));
    }

    @Test
    void closesOtherOrdersOfACancelledEventBesideABrokenOne() {
        Sale sale = shop.sale(10, 1000, 3);
        OrderId broken = order(sale, 1);
        OrderId open = order(sale, 1);
        OrderId paid = order(sale, 1);
        payments.pay(paid);
        book.settle(List.of(paid)).block();
        payments.broken.add(broken);
        cancel(sale);
        await().until(() -> status(open) == OrderStatus.CANCELLED && told(paid));
        assertThat(status(broken)).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void refusesMoreThanAHundredTickets() {
        String event = shop.draft(1000);
        String one = shop.ticketType(event, Map.of("quantity", 100, "maxPerOrder", 100));
        String other = shop.ticketType(event, Map.of("quantity", 100, "maxPerOrder", 100));
        shop.publish(event);
        shop.placeOrder(buyer, BoxOffice.order(event, List.of(line(one, 60), line(other, 41))))
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions())
                                .containsEntry("code", "BAD_USER_INPUT")
                                .containsEntry("field", "input.lines")));
    }

    @Test
    void cancelsAnOrderWhosePaymentIsNeverTaken() {
        Sale sale = shop.sale(10, 1, 1);
        payments.refusing = true;
        GraphQlTester.Response refused = shop.placeOrder(buyer, BoxOffice.order(sale, 1));
        refused.path("placeOrder.code").entity(String.class).isEqualTo("PAYMENT_REFUSED");
        payments.refusing = false;
        order(sale, 1);
    }

    private boolean told(OrderId order) {
        return Boolean.TRUE.equals(shop.database()
                .sql("""
                        select count(*) > 0 as told from outbox
                        where topic = :topic and payload -> 'orderId' ->> 'value' = :order
                        """)
                .bind("topic", OrderBook.REFUND_DUE)
                .bind("order", order.value().toString())
                .map(row -> Rows.flag(row, "told"))
                .one()
                .block());
    }

    private void cancel(Sale sale) {
        shop.as(shop.organizer(), CANCEL, Map.of("id", sale.event()))
                .path("cancelEvent.__typename")
                .entity(String.class)
                .isEqualTo("CancelEventSuccess");
    }

    private OrderId order(Sale sale, int quantity) {
        return OrderId.of(shop.placed(buyer, BoxOffice.order(sale, quantity)));
    }

    private OrderStatus status(OrderId id) {
        Order order = book.byId(id).block();
        return order == null ? OrderStatus.PENDING : order.status();
    }

    private static List<Map<String, Object>> lines(String type, int quantity) {
        return List.of(line(type, quantity));
    }
}
