package dev.marquee.payments;

import static dev.marquee.payments.Till.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.Api;
import dev.marquee.dev.Shop;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestTokens;
import dev.marquee.dev.stripe.http.Fault;
import dev.marquee.dev.stripe.webhooks.Webhooks;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Payments that are opened and closed while Stripe is well and while it is not. */
@PaymentsTest
class OpenAndCloseTests {

    private static final String CREATE = "/v1/payment_intents";
    private static final int ALL_TRIES = 3;

    @Autowired
    private Till till;

    @Autowired
    private Api api;

    @Autowired
    private Statements statements;

    private final String buyer = TestTokens.user().signed();
    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void open() {
        till.open();
    }

    @AfterEach
    void booksAgree() {
        till.close();
    }

    @Test
    void cancelsAnOrderThatIsTooCheapForStripe() {
        Shop.Offer offer = Shop.publish(api.as(till.organizer()), 10, 5);
        typeOf(till.placeOrder(buyer, offer, 1, key)).isEqualTo("PaymentRefused");
        api.as(buyer)
                .document("{ myOrders(first: 1) { nodes { status } } }")
                .execute()
                .path("myOrders.nodes[0].status")
                .entity(String.class)
                .isEqualTo("CANCELLED");
    }

    @Test
    void usesUpNoKeyWhenThePaymentIsRefused() {
        Shop.Offer offer = Shop.publish(api.as(till.organizer()), 10, 5);
        typeOf(till.placeOrder(buyer, offer, 1, key)).isEqualTo("PaymentRefused");
        typeOf(till.placeOrder(buyer, offer, 1, key)).isEqualTo("PaymentRefused");
        GraphQlTester.Response enough = till.placeOrder(buyer, offer, 5, key);
        typeOf(enough).isEqualTo("PlaceOrderSuccess");
        String order = enough.path("placeOrder.order.id").entity(String.class).get();
        till.placeOrder(buyer, offer, 5, key)
                .path("placeOrder.order.id")
                .entity(String.class)
                .isEqualTo(order);
    }

    private static GraphQlTester.Entity<String, ?> typeOf(GraphQlTester.Response answer) {
        return answer.path("placeOrder.__typename").entity(String.class);
    }

    @Test
    void handsTheSecretToTheBuyerOnly() {
        String order = till.place(buyer, till.offer(10), 2);
        var own = till.order(buyer, order);
        own.path("order.payment.status").entity(String.class).isEqualTo("OPEN");
        own.path("order.payment.amount.amount").entity(Long.class).isEqualTo(5100L);
        own.path("order.payment.clientSecret")
                .entity(String.class)
                .isEqualTo(till.intents(order).getFirst().getClientSecret());
        for (String other : List.of(till.organizer(), TestTokens.admin().signed())) {
            var foreign = till.order(other, order);
            foreign.path("order.payment.status").entity(String.class).isEqualTo("OPEN");
            foreign.path("order.payment.clientSecret").valueIsNull();
        }
        till.pay(order, GOOD_CARD);
        till.order(buyer, order).path("order.payment.clientSecret").valueIsNull();
    }

    static Stream<Fault> faults() {
        return Stream.of(Fault.drop(), Fault.status(500), Fault.status(429).retryAfter(1));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void opensThePaymentWithTheSameKeyOnceStripeIsBack(Fault fault) {
        till.emulator.faults().add(fault.on("POST", CREATE).times(ALL_TRIES));
        repeatsWithOneIntent();
    }

    @Test
    void findsAnIntentWhoseAnswerWasLost() {
        till.emulator
                .faults()
                .add(Fault.drop().on("POST", CREATE).times(ALL_TRIES).afterEffect());
        repeatsWithOneIntent();
    }

    @Test
    void waitsNoLongerForASlowStripeThanItsPatience() {
        till.emulator.faults().add(Fault.hold().on("POST", CREATE).times(ALL_TRIES));
        repeatsWithOneIntent();
    }

    @Test
    void triesAgainWhenTheConnectionIsLost() {
        till.emulator.faults().add(Fault.drop().on("POST", CREATE));
        typeOf(till.placeOrder(buyer, till.offer(10), 1, key)).isEqualTo("PlaceOrderSuccess");
    }

    @Test
    void asksStripeForNothingWhenAnOrderIsRepeated() {
        Shop.Offer offer = till.offer(10);
        till.placeOrder(buyer, offer, 1, key);
        Fault outage = Fault.drop().on("*", "/**");
        till.emulator.faults().add(outage);
        till.placeOrder(buyer, offer, 1, key)
                .path("placeOrder.order.payment.clientSecret")
                .hasValue();
        assertThat(till.emulator.faults().take("POST", CREATE)).contains(outage);
    }

    private void repeatsWithOneIntent() {
        Shop.Offer offer = till.offer(10);
        GraphQlTester.Response refused = till.placeOrder(buyer, offer, 1, key);
        refused.path("placeOrder.__typename").entity(String.class).isEqualTo("PaymentUnavailable");
        String order = refused.path("placeOrder.order.id").entity(String.class).get();
        till.emulator.faults().clear();
        GraphQlTester.Response placed = till.placeOrder(buyer, offer, 1, key);
        placed.path("placeOrder.order.id").entity(String.class).isEqualTo(order);
        placed.path("placeOrder.order.payment.clientSecret").hasValue();
        assertThat(till.intents(order)).hasSize(1);
        till.pay(order, GOOD_CARD);
        assertThat(till.orderStatus(order)).isEqualTo("PAID");
    }

    @Test
    void opensOneIntentForParallelRepeats() {
        Shop.Offer offer = till.offer(10);
        List<String> orders = IntStream.range(0, 10)
                .parallel()
                .mapToObj(i -> till.placeOrder(buyer, offer, 1, key)
                        .path("placeOrder.order.id")
                        .entity(String.class)
                        .get())
                .distinct()
                .toList();
        assertThat(orders).hasSize(1);
        assertThat(till.intents(orders.getFirst())).hasSize(1);
    }

    @Test
    void settlesMoneyThatArrivesBeforeTheMutationReturns() {
        Shop.Offer offer = till.offer(10);
        till.emulator.faults().add(Fault.hold().on("POST", CREATE).afterEffect());
        CompletableFuture<GraphQlTester.Response> placing =
                CompletableFuture.supplyAsync(() -> till.placeOrder(buyer, offer, 1, key));
        await().until(() -> till.emulator.faults().waiting() == 1);
        till.confirm(till.lastIntent(), GOOD_CARD);
        till.emulator.faults().release();
        String order =
                placing.join().path("placeOrder.order.id").entity(String.class).get();
        assertThat(till.orderStatus(order)).isEqualTo("PAID");
        assertThat(till.paymentStatus(order)).isEqualTo("SUCCEEDED");
        assertThat(till.tickets(order)).isEqualTo(1);
    }

    @Test
    void showsThePaymentOfANewOrderWithoutReadingIt() {
        Shop.Offer offer = till.offer(10);
        assertThat(statements.over(
                        "payment",
                        () -> till.placeOrder(buyer, offer, 1, key)
                                .path("placeOrder.order.payment.clientSecret")
                                .hasValue()))
                .singleElement()
                .asString()
                .startsWith("insert into payment");
    }

    @Test
    void findsThePaymentsOfAPageInOneStatement() {
        Shop.Offer offer = till.offer(10);
        till.place(buyer, offer, 1);
        till.place(buyer, offer, 2);
        till.place(buyer, offer, 3);
        assertThat(statements.over(
                        "payment",
                        () -> api.as(buyer)
                                .document("{ myOrders { nodes { payment { status clientSecret } } } }")
                                .execute()
                                .path("myOrders.nodes[*].payment.clientSecret")
                                .entityList(String.class)
                                .hasSize(3)))
                .hasSize(1);
    }

    @Test
    void cancelsTheIntentWithTheOrder() {
        String order = till.place(buyer, till.offer(10), 1);
        till.cancel(buyer, order);
        assertThat(till.orderStatus(order)).isEqualTo("CANCELLED");
        assertThat(till.paymentStatus(order)).isEqualTo("CANCELLED");
        assertThat(till.intents(order).getFirst().getStatus()).isEqualTo("canceled");
    }

    @Test
    void cancelsAnIntentWhoseRowWasLost() {
        till.emulator
                .faults()
                .add(Fault.drop().on("POST", CREATE).times(ALL_TRIES).afterEffect());
        String order = till.place(buyer, till.offer(10), 1);
        till.emulator.faults().clear();
        till.cancel(buyer, order);
        assertThat(till.orderStatus(order)).isEqualTo("CANCELLED");
        assertThat(till.intents(order))
                .singleElement()
                .satisfies(intent -> assertThat(intent.getStatus()).isEqualTo("canceled"));
    }

    @Test
    void settlesInsteadOfCancellingWhenTheWebhookIsMissing() {
        String order = till.place(buyer, till.offer(10), 1);
        till.emulator.webhooks().change(now -> now.withHeld(true));
        till.pay(order, GOOD_CARD);
        till.cancel(buyer, order);
        assertThat(till.orderStatus(order)).isEqualTo("PAID");
        till.emulator.webhooks().release(Webhooks.Order.AS_RECORDED).join();
        assertThat(till.tickets(order)).isEqualTo(1);
        assertThat(till.posted(order, "stripe")).isEqualTo(2550);
    }

    @Test
    void takesTheTicketsAnewForLateMoney() {
        String order = till.abandoned(buyer, till.offer(10));
        till.pay(order, GOOD_CARD);
        assertThat(till.orderStatus(order)).isEqualTo("PAID");
        assertThat(till.paymentStatus(order)).isEqualTo("SUCCEEDED");
        assertThat(till.tickets(order)).isEqualTo(1);
        assertThat(till.posted(order, "stripe")).isEqualTo(2550);
    }

    @Test
    void sendsLateMoneyBackWhenTheTicketsAreGone() {
        Shop.Offer offer = till.offer(1);
        String order = till.abandoned(buyer, offer);
        String other = till.place(TestTokens.user().signed(), offer, 1);
        till.emulator.faults().add(Fault.status(503).on("POST", "/v1/refunds").times(ALL_TRIES));
        till.pay(order, GOOD_CARD);
        assertThat(till.orderStatus(order)).isEqualTo("REFUNDED");
        assertThat(till.tickets(order)).isZero();
        assertThat(till.posted(order, "unapplied")).isEqualTo(-2550);
        await().untilAsserted(() -> assertThat(till.paymentStatus(order)).isEqualTo("REFUNDED"));
        assertThat(till.refunded(order)).isEqualTo(2550);
        till.emulator
                .webhooks()
                .resend(till.event("payment_intent.succeeded", order))
                .join();
        assertThat(till.paymentStatus(order)).isEqualTo("REFUNDED");
        till.pay(other, GOOD_CARD);
    }
}
