package dev.marquee.payments;

import static dev.marquee.payments.Till.BAD_CARD;
import static dev.marquee.payments.Till.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestTokens;
import dev.marquee.dev.stripe.http.Fault;
import dev.marquee.dev.stripe.webhooks.Delivery;
import dev.marquee.dev.stripe.webhooks.SignedPayload;
import dev.marquee.dev.stripe.webhooks.Webhooks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@PaymentsTest
class WebhookTests {

    private static final String SUCCEEDED = "payment_intent.succeeded";
    private static final String SECRET = "whsec_marquee";

    @Autowired
    private Till till;

    private final String buyer = TestTokens.user().signed();
    private String order = "";

    @BeforeEach
    void placeOrder() {
        till.open();
        order = till.place(buyer, till.offer(10), 2);
    }

    @AfterEach
    void booksAgree() {
        till.close();
    }

    @Test
    void paysTheOrderAndPostsTheSale() {
        till.pay(order, GOOD_CARD);
        paidOnce();
        assertThat(till.outcome(till.event(SUCCEEDED, order))).isEqualTo("APPLIED");
        assertThat(till.posted(order, "stripe")).isEqualTo(5100);
        assertThat(till.posted(order, "organizer:usr_%")).isEqualTo(-4921);
        assertThat(till.posted(order, "platform:fees")).isEqualTo(-179);
    }

    @Test
    void appliesARepeatedEventOnce() {
        till.pay(order, GOOD_CARD);
        till.emulator.webhooks().resend(till.event(SUCCEEDED, order)).join();
        paidOnce();
        assertAllAccepted();
    }

    @Test
    void appliesFiftyParallelCopiesOnce() {
        till.emulator.webhooks().change(now -> now.withCopies(50));
        till.pay(order, GOOD_CARD);
        paidOnce();
        assertAllAccepted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_wrong", "whsec_", "whsec_marquee2"})
    void refusesAWrongSecret(String secret) {
        refused(signed(Instant.now(), secret));
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -310, 310, 86_400})
    void refusesOldAndFutureSignatures(long seconds) {
        refused(signed(Instant.now().plusSeconds(seconds), SECRET));
    }

    @Test
    void refusesChangedWhiteSpaceAndMissingSignatures() {
        SignedPayload payload = signed(Instant.now(), SECRET);
        refused(new SignedPayload(payload.body() + " ", payload.signature()));
        assertThat(till.post(payload.body(), null)).isEqualTo(400);
        assertThat(till.post("", payload.signature())).isEqualTo(400);
        assertThat(till.orderStatus(order)).isEqualTo("PENDING");
    }

    @Test
    void acceptsOneRightSignatureOfTwo() {
        assertThat(till.post(signed(Instant.now(), "whsec_other", SECRET))).isEqualTo(200);
        paidOnce();
    }

    @Test
    void acceptsARightSignatureBesideOneThatIsNone() {
        SignedPayload payload = signed(Instant.now(), SECRET);
        String broken = payload.signature().replace(",v1=", ",v1=nonsense,v1=");
        assertThat(till.post(payload.body(), broken)).isEqualTo(200);
        paidOnce();
    }

    @Test
    void acceptsAnIntentWithoutItsClientSecret() {
        assertThat(postWithoutSecret(SUCCEEDED, GOOD_CARD)).isEqualTo(200);
        paidOnce();
    }

    @Test
    void refusesWhatIsTooLargeOrNoEvent() {
        assertThat(till.post("x".repeat(257 * 1024), "t=1,v1=00")).isEqualTo(413);
        assertThat(till.post(SignedPayload.sign("no event", Instant.now(), List.of(SECRET))))
                .isEqualTo(400);
        assertThat(till.post(SignedPayload.sign("{\"type\":\"x\"}", Instant.now(), List.of(SECRET))))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"amount_received, 5099", "amount, 5101", "currency, chf", "livemode, true"})
    void issuesNoTicketsForOtherMoney(String field, String value) {
        Object altered = value.matches("\\d+") ? Long.valueOf(value) : value.equals("true") ? true : value;
        till.emulator.webhooks().change(now -> now.withAltered(Map.of(field, altered)));
        till.pay(order, GOOD_CARD);
        assertThat(till.orderStatus(order)).isEqualTo("PENDING");
        assertThat(till.paymentStatus(order)).isEqualTo("MISMATCHED");
        assertThat(till.mismatches(order)).isEqualTo(1);
        assertThat(till.outcome(till.event(SUCCEEDED, order))).isEqualTo("MISMATCH");
        assertAllAccepted();
    }

    @Test
    void keepsEventsOfOtherTypesWithoutEffect() {
        assertThat(till.outcome(till.event("payment_intent.created", order))).isEqualTo("IGNORED");
        assertThat(till.orderStatus(order)).isEqualTo("PENDING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "ord_nonsense", "ord_01jd2v9h3ceh7s7a1q2w3e4r5t"})
    void ignoresIntentsOfNoOrder(String of) throws StripeException {
        PaymentIntentCreateParams.Builder params =
                PaymentIntentCreateParams.builder().setAmount(700L).setCurrency("eur");
        PaymentIntent foreign = till.stripe
                .v1()
                .paymentIntents()
                .create((of.equals("none") ? params : params.putMetadata(Intent.ORDER, of)).build());
        till.confirm(foreign.getId(), GOOD_CARD);
        assertAllAccepted();
    }

    @Test
    void ignoresTheIntentOfAnotherOrder() {
        till.emulator
                .faults()
                .add(Fault.drop().on("POST", "/v1/payment_intents").times(3));
        String without = till.place(buyer, till.offer(10), 1);
        till.emulator.faults().clear();
        till.emulator.webhooks().change(now -> now.withAltered(Map.of("metadata", Map.of(Intent.ORDER, without))));
        till.pay(order, GOOD_CARD);
        assertAllAccepted();
        assertThat(till.orderStatus(without)).isEqualTo("PENDING");
        till.order(buyer, without).path("order.payment").valueIsNull();
        assertThat(till.orderStatus(order)).isEqualTo("PENDING");
    }

    @Test
    void recordsASecondIntentOfAnOrderAsMismatch() throws StripeException {
        PaymentIntent second = till.stripe
                .v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(5100L)
                        .setCurrency("eur")
                        .putMetadata(Intent.ORDER, order)
                        .build());
        till.confirm(second.getId(), GOOD_CARD);
        assertThat(till.mismatches(order)).isEqualTo(1);
        assertThat(till.paymentStatus(order)).isEqualTo("OPEN");
        till.pay(order, GOOD_CARD);
    }

    @Test
    void letsTheBuyerTryAgainAfterADeclinedCard() {
        till.pay(order, BAD_CARD);
        var failed = till.order(buyer, order);
        failed.path("order.status").entity(String.class).isEqualTo("PENDING");
        failed.path("order.payment.status").entity(String.class).isEqualTo("FAILED");
        failed.path("order.payment.failureCode").entity(String.class).isEqualTo("card_declined");
        failed.path("order.payment.clientSecret").hasValue();
        till.pay(order, GOOD_CARD);
        paidOnce();
        till.order(buyer, order).path("order.payment.failureCode").valueIsNull();
    }

    @Test
    void forgetsNoMoneyForAnEarlierFailureThatComesLater() {
        till.emulator.webhooks().change(now -> now.withHeld(true));
        till.pay(order, BAD_CARD);
        till.pay(order, GOOD_CARD);
        till.emulator.webhooks().release(Webhooks.Order.REVERSED).join();
        paidOnce();
        assertAllAccepted();
    }

    @Test
    void notesAnIntentThatWasCancelledElsewhere() throws StripeException {
        till.stripe.v1().paymentIntents().cancel(till.intents(order).getFirst().getId());
        assertThat(till.paymentStatus(order)).isEqualTo("CANCELLED");
        assertThat(till.orderStatus(order)).isEqualTo("PENDING");
        till.order(buyer, order).path("order.payment.clientSecret").valueIsNull();
    }

    @Test
    void undoesAllOfAFailedSettlementUntilStripeRepeatsIt() {
        till.run("alter table ledger_entry add constraint broken check (kind <> 'SALE') not valid");
        try {
            till.pay(order, GOOD_CARD);
            assertThat(till.orderStatus(order)).isEqualTo("PENDING");
            assertThat(till.tickets(order)).isZero();
            assertThat(till.paymentStatus(order)).isEqualTo("OPEN");
        } finally {
            till.run("alter table ledger_entry drop constraint broken");
        }
        assertThat(till.emulator.webhooks().deliveries())
                .extracting(Delivery::status)
                .contains(500);
        await().untilAsserted(this::paidOnce);
    }

    @Test
    void handsOutTheSecretThatTheFirstMessageLacked() {
        Shop.Offer offer = till.offer(10);
        till.emulator
                .faults()
                .add(Fault.drop().on("POST", "/v1/payment_intents").times(3).afterEffect());
        String key = "without-" + order;
        order = till.placeOrder(buyer, offer, 2, key)
                .path("placeOrder.order.id")
                .entity(String.class)
                .get();
        till.emulator.faults().clear();
        assertThat(postWithoutSecret("payment_intent.payment_failed", BAD_CARD)).isEqualTo(200);
        till.order(buyer, order)
                .path("order.payment.status")
                .entity(String.class)
                .isEqualTo("FAILED");

        till.placeOrder(buyer, offer, 2, key)
                .path("placeOrder.order.payment.clientSecret")
                .entity(String.class)
                .isEqualTo(till.intents(order).getFirst().getClientSecret());

        till.emulator.webhooks().change(now -> now.withHeld(false));
        till.pay(order, GOOD_CARD);
        paidOnce();
    }

    private int postWithoutSecret(String type, String card) {
        till.emulator.webhooks().change(now -> now.withHeld(true));
        till.pay(order, card);
        String body = till.emulator.webhooks().signed(till.event(type, order)).body();
        String without = body.replaceAll("\"client_secret\"\\s*:\\s*\"[^\"]*\"", "\"client_secret\": null");
        assertThat(without).isNotEqualTo(body);
        return till.post(SignedPayload.sign(without, Instant.now(), List.of(SECRET)));
    }

    private SignedPayload signed(Instant at, String... secrets) {
        till.emulator.webhooks().change(now -> now.withHeld(true));
        till.pay(order, GOOD_CARD);
        return till.emulator.webhooks().signed(till.event(SUCCEEDED, order), at, List.of(secrets));
    }

    private void refused(SignedPayload payload) {
        assertThat(till.post(payload)).isEqualTo(400);
        assertThat(till.orderStatus(order)).isEqualTo("PENDING");
    }

    private void paidOnce() {
        assertThat(till.orderStatus(order)).isEqualTo("PAID");
        assertThat(till.paymentStatus(order)).isEqualTo("SUCCEEDED");
        assertThat(till.tickets(order)).isEqualTo(2);
    }

    private void assertAllAccepted() {
        assertThat(till.emulator.webhooks().deliveries()).isNotEmpty().allMatch(Delivery::succeeded);
    }
}
