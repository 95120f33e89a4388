package dev.marquee.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.net.Webhook;
import com.stripe.param.PaymentIntentCreateParams;
import dev.marquee.dev.stripe.state.Json;
import dev.marquee.dev.stripe.webhooks.Delivery;
import dev.marquee.dev.stripe.webhooks.SignedPayload;
import dev.marquee.dev.stripe.webhooks.Webhooks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of the emulator on their way to the endpoint. */
class WebhookTests {

    private WebhookReceiver receiver;
    private StripeEmulator emulator;
    private StripeClient stripe;

    @BeforeEach
    void start() throws IOException {
        receiver = new WebhookReceiver();
        emulator = StripeEmulator.start(
                EmulatorSettings.defaults().withWebhooks(receiver.url(), EmulatorSettings.WEBHOOK_SECRET));
        stripe = StripeClients.of(emulator);
    }

    @AfterEach
    void stop() {
        emulator.close();
        receiver.close();
    }

    @Test
    void deliversSignedEventsThatStripeJavaAccepts() throws StripeException {
        PaymentIntent paid = pay("pm_card_visa");

        await().untilAsserted(() -> assertThat(receiver.types())
                .containsExactlyInAnyOrder("payment_intent.created", "charge.succeeded", "payment_intent.succeeded"));
        Event succeeded = event("payment_intent.succeeded");
        PaymentIntent inside = (PaymentIntent)
                succeeded.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(inside.getId()).isEqualTo(paid.getId());
        assertThat(inside.getStatus()).isEqualTo("succeeded");
        assertThat(succeeded.getRequest().getId()).startsWith("req_");
        assertThat(stripe.v1().events().retrieve(succeeded.getId()).getType()).isEqualTo("payment_intent.succeeded");
    }

    @Test
    void tellsOfDeclinesAuthenticationsAndCancellations() throws StripeException {
        assertThatThrownBy(() -> pay("pm_card_chargeDeclined")).isInstanceOf(CardException.class);
        PaymentIntent waiting = pay("pm_card_authenticationRequired");
        stripe.v1().paymentIntents().cancel(waiting.getId());

        await().untilAsserted(() -> assertThat(receiver.types())
                .contains(
                        "charge.failed",
                        "payment_intent.payment_failed",
                        "payment_intent.requires_action",
                        "payment_intent.canceled"));
    }

    @Test
    void triesAgainUnderTheSameIdUntilAccepted() throws StripeException {
        emulator.webhooks()
                .change(now ->
                        now.withTypes(Set.of("payment_intent.succeeded")).withAttempts(5, Duration.ofMillis(10)));
        receiver.refuseNext(3);

        pay("pm_card_visa");

        await().until(() -> receiver.events().size() == 1);
        await().until(() -> emulator.webhooks().deliveries().size() == 4);
        assertThat(emulator.webhooks().deliveries())
                .extracting(Delivery::attempt, Delivery::status)
                .containsExactly(tuple(1, 500), tuple(2, 500), tuple(3, 500), tuple(4, 200));
        assertThat(emulator.webhooks().deliveries())
                .extracting(Delivery::eventId)
                .containsOnly(receiver.events().getFirst().getId());
        await().until(() -> emulator.events().stream().allMatch(event -> Json.number(event, "pending_webhooks") == 0));
    }

    @Test
    void deliversManyCopiesInParallel() throws StripeException {
        emulator.webhooks()
                .change(now -> now.withTypes(Set.of("payment_intent.succeeded")).withCopies(50));

        pay("pm_card_visa");

        await().until(() -> receiver.events().size() == 50);
        assertThat(receiver.events())
                .extracting(Event::getId)
                .containsOnly(receiver.events().getFirst().getId());
    }

    @Test
    void holdsEventsBackAndReleasesThemReversed() throws StripeException {
        emulator.webhooks().change(now -> now.withHeld(true));
        pay("pm_card_visa");
        assertThat(emulator.webhooks().heldCount()).isEqualTo(3);
        assertThat(receiver.events()).isEmpty();

        emulator.webhooks().release(Webhooks.Order.REVERSED).join();

        assertThat(receiver.types())
                .containsExactly("payment_intent.succeeded", "charge.succeeded", "payment_intent.created");
    }

    @Test
    void deliversBeforeTheCallIsAnswered() throws StripeException {
        emulator.webhooks().change(now -> now.withBeforeAnswer(true));

        pay("pm_card_visa");

        assertThat(receiver.types()).contains("payment_intent.succeeded");
    }

    @Test
    void altersWhatTheEventSays() throws StripeException {
        emulator.webhooks()
                .change(now -> now.withBeforeAnswer(true)
                        .withAltered(Map.of("amount", 1L, "amount_received", 1L, "currency", "eur", "livemode", true)));

        PaymentIntent paid = pay("pm_card_visa");

        Event event = event("payment_intent.succeeded");
        PaymentIntent inside =
                (PaymentIntent) event.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(event.getLivemode()).isTrue();
        assertThat(inside.getAmount()).isEqualTo(1);
        assertThat(inside.getCurrency()).isEqualTo("eur");
        assertThat(stripe.v1().paymentIntents().retrieve(paid.getId()).getAmount())
                .isEqualTo(2_500);
    }

    @Test
    void signsPayloadsForTestsThatDeliverThemselves() throws Exception {
        emulator.webhooks().change(now -> now.withHeld(true));
        pay("pm_card_visa");
        String id = Json.require(emulator.events().getLast(), "id");
        String secret = EmulatorSettings.WEBHOOK_SECRET;

        SignedPayload good = emulator.webhooks().signed(id);
        SignedPayload rotated = emulator.webhooks().signed(id, Instant.now(), List.of("whsec_old", secret));
        SignedPayload old = emulator.webhooks().signed(id, Instant.now().minusSeconds(600), List.of(secret));
        SignedPayload forged = emulator.webhooks().signed(id, Instant.now(), List.of("whsec_other"));

        assertThat(Webhook.constructEvent(good.body(), good.signature(), secret).getId())
                .isEqualTo(id);
        assertThat(Webhook.constructEvent(rotated.body(), rotated.signature(), secret)
                        .getId())
                .isEqualTo(id);
        assertThatThrownBy(() -> Webhook.constructEvent(old.body(), old.signature(), secret))
                .isInstanceOf(SignatureVerificationException.class);
        assertThatThrownBy(() -> Webhook.constructEvent(forged.body(), forged.signature(), secret))
                .isInstanceOf(SignatureVerificationException.class);
        assertThatThrownBy(() -> Webhook.constructEvent(good.body() + " ", good.signature(), secret))
                .isInstanceOf(SignatureVerificationException.class);
    }

    private PaymentIntent pay(String card) throws StripeException {
        return stripe.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(2_500L)
                        .setCurrency("usd")
                        .setPaymentMethod(card)
                        .setConfirm(true)
                        .build());
    }

    private Event event(String type) {
        return receiver.events().stream()
                .filter(event -> event.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
