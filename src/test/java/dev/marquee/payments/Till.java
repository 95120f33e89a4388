package dev.marquee.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
import dev.marquee.dev.Api;
import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.dev.stripe.StripeClients;
import dev.marquee.dev.stripe.StripeEmulator;
import dev.marquee.dev.stripe.http.Fault;
import dev.marquee.dev.stripe.webhooks.SignedPayload;
import dev.marquee.dev.stripe.webhooks.WebhookSettings;
import dev.marquee.shared.OrderId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;

/** Pays orders as browsers do, sends webhooks as Stripe does, and looks at what came of it. */
@TestComponent
final class Till {

    static final String GOOD_CARD = "pm_card_visa";
    static final String BAD_CARD = "pm_card_chargeDeclined";

    final StripeEmulator emulator;
    final StripeClient stripe;
    private final Api api;
    private final DatabaseClient database;
    private TestToken owner = TestTokens.organizer();

    Till(StripeEmulator emulator, Api api, DatabaseClient database) {
        this.emulator = emulator;
        this.stripe = StripeClients.of(emulator);
        this.api = api;
        this.database = database;
    }

    /** Sets tickets at 25.50 euros on sale. */
    Shop.Offer offer(int quantity) {
        owner = TestTokens.organizer();
        return Shop.publish(api.as(organizer()), 2550, quantity);
    }

    /** The token of the organizer of the latest offer; a plan limits how many events one may have. */
    String organizer() {
        return owner.signed();
    }

    /** Likewise, as the person. */
    TestToken owner() {
        return owner;
    }

    /** Orders tickets of an offer; gives the order's id. */
    String place(String buyer, Shop.Offer offer, int quantity) {
        return placeOrder(buyer, offer, quantity, UUID.randomUUID().toString())
                .path("placeOrder.order.id")
                .entity(String.class)
                .get();
    }

    GraphQlTester.Response placeOrder(String buyer, Shop.Offer offer, int quantity, String key) {
        return api.as(buyer)
                .document("""
                        mutation ($event: ID!, $type: ID!, $quantity: Int!, $key: String!) {
                          placeOrder(input: {
                            eventId: $event, lines: [{ticketTypeId: $type, quantity: $quantity}], idempotencyKey: $key}) {
                            __typename
                            ... on PlaceOrderSuccess { order { id payment { status clientSecret } } }
                            ... on PaymentUnavailable { order { id } }
                          }
                        }""")
                .variable("event", offer.eventId())
                .variable("type", offer.ticketTypeId())
                .variable("quantity", quantity)
                .variable("key", key)
                .execute();
    }

    /** Changes the database by hand. */
    void run(String sql) {
        database.sql(sql).then().block();
    }

    /** Makes Stripe well-behaved again, each call answered after its webhooks were delivered. */
    void open() {
        emulator.faults().clear();
        emulator.webhooks().clear();
        emulator.webhooks()
                .change(now -> WebhookSettings.to(now.url(), now.secret()).withBeforeAnswer(true));
    }

    /** Leaves Stripe as other tests expect it, and proves that nothing contradicts anything. */
    void close() {
        open();
        emulator.webhooks().change(now -> now.withBeforeAnswer(false));
        assertThat(ConsistencyCheck.stock(database)).isEmpty();
        assertThat(ConsistencyCheck.orders(database)).isEmpty();
        assertThat(ConsistencyCheck.tickets(database)).isEmpty();
        assertThat(ConsistencyCheck.money(database)).isEmpty();
    }

    /** Pays an order's first intent; false when the card was declined. */
    boolean pay(String order, String card) {
        return confirm(intents(order).getLast().getId(), card);
    }

    boolean confirm(String intent, String card) {
        try {
            stripe.v1()
                    .paymentIntents()
                    .confirm(
                            intent,
                            PaymentIntentConfirmParams.builder()
                                    .setPaymentMethod(card)
                                    .setReturnUrl("https://marquee.test/paid")
                                    .build());
            return true;
        } catch (CardException declined) {
            return false;
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All intents that Stripe has of an order, the newest first. */
    List<PaymentIntent> intents(String order) {
        try {
            return stripe
                    .v1()
                    .paymentIntents()
                    .list(PaymentIntentListParams.builder().setLimit(100L).build())
                    .getData()
                    .stream()
                    .filter(intent -> order.equals(intent.getMetadata().get(Intent.ORDER)))
                    .toList();
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stripe's id of the intent that was created last. */
    String lastIntent() {
        return emulator.events().stream()
                .filter(event -> event.path("type").asString("").equals("payment_intent.created"))
                .map(event -> event.path("data").path("object").path("id").asString(""))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** Stripe's id of the last event of this type about an order. */
    String event(String type, String order) {
        return emulator.events().stream()
                .filter(event -> event.path("type").asString("").equals(type))
                .filter(event -> event.path("data")
                        .path("object")
                        .path("metadata")
                        .path(Intent.ORDER)
                        .asString("")
                        .equals(order))
                .map(event -> event.path("id").asString(""))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** Posts a message to the webhook; the status of the answer. */
    int post(SignedPayload payload) {
        return post(payload.body(), payload.signature());
    }

    int post(String body, @Nullable String signature) {
        return api.http()
                .post()
                .uri("/webhooks/stripe")
                .headers(headers -> {
                    if (signature != null) {
                        headers.set("Stripe-Signature", signature);
                    }
                })
                .bodyValue(body)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    /** An order that its buyer gave up while its intent could not be cancelled, so that it can still be paid; a 404 is not repeated. */
    String abandoned(String buyer, Shop.Offer offer) {
        String order = place(buyer, offer, 1);
        emulator.faults()
                .add(Fault.status(404)
                        .on("POST", "/v1/payment_intents/*/cancel")
                        .times(1_000));
        cancel(buyer, order);
        assertThat(orderStatus(order)).isEqualTo("CANCELLED");
        assertThat(paymentStatus(order)).isEqualTo("OPEN");
        return order;
    }

    /** Gives up an order as its buyer. */
    void cancel(String buyer, String order) {
        api.as(buyer)
                .document("""
                        mutation ($id: ID!, $key: String!) {
                          cancelOrder(input: {orderId: $id, idempotencyKey: $key}) { __typename }
                        }""")
                .variable("id", order)
                .variable("key", "cancel-" + order)
                .execute()
                .path("cancelOrder.__typename")
                .hasValue();
    }

    /** An order with its payment, as somebody sees it. */
    GraphQlTester.Response order(String token, String order) {
        return api.as(token).document("""
                        query ($id: ID!) { order(id: $id) { status
                          payment { status amount { amount currency } clientSecret failureCode } } }
                        """).variable("id", order).execute();
    }

    String orderStatus(String order) {
        return text("select status from orders where id = '%s'", order);
    }

    String paymentStatus(String order) {
        return text("select status from payment where order_id = '%s'", order);
    }

    long tickets(String order) {
        return Long.parseLong(
                text("select count(*)::text from ticket where status <> 'REVOKED' and order_id = '%s'", order));
    }

    /** What an account got of the SALE, UNAPPLIED and REFUND entries of an order. */
    long posted(String order, String accounts) {
        return Long.parseLong(text("""
                select coalesce(sum(p.amount), 0)::text from posting p join ledger_entry e on e.id = p.entry_id
                join ledger_account a on a.id = p.account_id
                where a.code like '%s' and e.reference = '%s'
                """.formatted(accounts, order)));
    }

    /** What the webhook made of an event. */
    String outcome(String event) {
        return text("select outcome from stripe_event where id = '" + event + "'");
    }

    /** What went back to the buyer of an order, according to Stripe. */
    long refunded(String order) {
        try {
            return stripe
                    .v1()
                    .refunds()
                    .list(RefundListParams.builder()
                            .setPaymentIntent(intents(order).getFirst().getId())
                            .build())
                    .getData()
                    .stream()
                    .mapToLong(Refund::getAmount)
                    .sum();
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    long mismatches(String order) {
        return Long.parseLong(text("select count(*)::text from payment_mismatch where order_id = '%s'", order));
    }

    private String text(String sql, String order) {
        return text(sql.formatted(OrderId.of(order).value()));
    }

    String text(String sql) {
        return Objects.requireNonNull(
                database.sql(sql).mapValue(String.class).one().block(), sql);
    }
}
