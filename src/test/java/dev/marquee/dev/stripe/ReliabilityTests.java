package dev.marquee.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import dev.marquee.dev.stripe.http.Fault;
import dev.marquee.dev.stripe.state.Json;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Idempotency keys, faults and restarts: nothing happens twice and nothing is forgotten. */
class ReliabilityTests {

    private static final String INTENTS = "/v1/payment_intents";

    private StripeEmulator emulator;
    private StripeClient stripe;

    @BeforeEach
    void start() {
        emulator = StripeEmulator.start(0);
        stripe = StripeClients.of(emulator);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void answersTheSameKeyWithTheFirstAnswer() throws StripeException {
        PaymentIntent first = create(1_000, "key-1");
        PaymentIntent second = create(1_000, "key-1");

        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(second.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(first.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .isEmpty();
        assertThat(create(1_000, "key-2").getId()).isNotEqualTo(first.getId());
        assertThat(emulator.events()).hasSize(2);
    }

    @Test
    void refusesTheSameKeyWithOtherParameters() throws StripeException {
        create(1_000, "key-1");

        assertThatThrownBy(() -> create(1_001, "key-1"))
                .isInstanceOfSatisfying(
                        IdempotencyException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(400));
    }

    @Test
    void remembersADeclineButNotAWrongParameter() throws StripeException {
        PaymentIntent intent = create(1_000, "key-1");
        assertThatThrownBy(() -> confirm(intent, "pm_card_chargeDeclined", "key-2"))
                .isInstanceOf(CardException.class);
        assertThatThrownBy(() -> confirm(intent, "pm_card_chargeDeclined", "key-2"))
                .isInstanceOf(CardException.class);
        assertThat(emulator.events().stream()
                        .filter(event -> Json.require(event, "type").equals("charge.failed")))
                .hasSize(1);

        assertThatThrownBy(() -> create(1, "key-3")).isInstanceOf(StripeException.class);
        assertThat(create(1_000, "key-3").getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void refusesAKeyThatIsInUse() throws Exception {
        emulator.faults().add(Fault.hold().on("POST", INTENTS));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<PaymentIntent> held = callers.submit(() -> create(1_000, "key-1"));
            await().until(() -> emulator.faults().waiting() == 1);

            assertThatThrownBy(() -> create(1_000, "key-1")).isInstanceOfSatisfying(StripeException.class, e -> {
                assertThat(e.getStatusCode()).isEqualTo(409);
                assertThat(e.getCode()).isEqualTo("idempotency_key_in_use");
            });

            emulator.faults().release();
            assertThat(create(1_000, "key-2").getId()).isNotEqualTo(held.get().getId());
        }
    }

    @Test
    void failsTheNextCallsOfOneEndpoint() throws StripeException {
        emulator.faults().add(Fault.status(500).on("POST", INTENTS).times(2));
        emulator.faults()
                .add(Fault.status(429).on("POST", INTENTS + "/*/confirm").retryAfter(1));

        assertThatThrownBy(() -> create(1_000, "key-1"))
                .isInstanceOfSatisfying(
                        StripeException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(500));
        assertThatThrownBy(() -> create(1_000, "key-1")).isInstanceOf(StripeException.class);
        PaymentIntent intent = create(1_000, "key-1");
        assertThatThrownBy(() -> confirm(intent, "pm_card_visa", "key-2")).isInstanceOf(RateLimitException.class);
        assertThat(confirm(intent, "pm_card_visa", "key-2").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void losesTheAnswerOfACallThatTookEffect() throws StripeException {
        emulator.faults().add(Fault.drop().on("POST", INTENTS).afterEffect());

        assertThatThrownBy(() -> create(1_000, "key-1")).isInstanceOf(ApiConnectionException.class);
        assertThat(emulator.events()).hasSize(1);

        PaymentIntent again = create(1_000, "key-1");
        assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(emulator.events()).hasSize(1);
    }

    @Test
    void keepsOpenIntentsAndKeysOverARestart(@TempDir Path folder) throws StripeException {
        EmulatorSettings kept = EmulatorSettings.defaults().withFile(folder.resolve("data/stripe.json"));
        PaymentIntent intent;
        try (StripeEmulator before = StripeEmulator.start(kept)) {
            stripe = StripeClients.of(before);
            intent = create(1_000, "key-1");
        }

        try (StripeEmulator after = StripeEmulator.start(kept)) {
            stripe = StripeClients.of(after);
            assertThat(create(1_000, "key-1").getId()).isEqualTo(intent.getId());
            assertThat(confirm(intent, "pm_card_visa", "key-2").getStatus()).isEqualTo("succeeded");
        }
    }

    @Test
    void keepsOnlyTheNewestObjects() throws StripeException {
        try (StripeEmulator small =
                StripeEmulator.start(EmulatorSettings.defaults().withLimit(2))) {
            stripe = StripeClients.of(small);
            PaymentIntent first = create(1_000, "key-1");
            create(1_000, "key-2");
            PaymentIntent last = create(1_000, "key-3");

            assertThat(stripe.v1().paymentIntents().list().getData()).hasSize(2);
            assertThat(stripe.v1().paymentIntents().retrieve(last.getId())).isNotNull();
            assertThatThrownBy(() -> stripe.v1().paymentIntents().retrieve(first.getId()))
                    .isInstanceOf(StripeException.class);
        }
    }

    private PaymentIntent create(long amount, String key) throws StripeException {
        return stripe.v1()
                .paymentIntents()
                .create(
                        PaymentIntentCreateParams.builder()
                                .setAmount(amount)
                                .setCurrency("usd")
                                .build(),
                        RequestOptions.builder().setIdempotencyKey(key).build());
    }

    private PaymentIntent confirm(PaymentIntent intent, String card, String key) throws StripeException {
        return stripe.v1()
                .paymentIntents()
                .confirm(
                        intent.getId(),
                        PaymentIntentConfirmParams.builder()
                                .setPaymentMethod(card)
                                .build(),
                        RequestOptions.builder().setIdempotencyKey(key).build());
    }
}
