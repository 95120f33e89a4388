package dev.marquee.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys, parameters and client secrets: what the emulator refuses before it does anything. */
class RequestTests {

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

    @ParameterizedTest
    @CsvSource({
        "currency=usd, amount, parameter_missing",
        "amount=500, currency, parameter_missing",
        "amount=500&currency=zzz, currency,",
        "amount=5&currency=usd, amount, amount_too_small",
        "amount=100000000&currency=usd, amount, amount_too_large",
        "amount=5.5&currency=usd, amount, parameter_invalid_integer",
        "amount=-5&currency=usd, amount, parameter_invalid_integer",
        "amount=500&currency=usd&colour=red, colour, parameter_unknown",
        "amount=500&currency=usd&payment_method=pm_card_none, payment_method, resource_missing"
    })
    void refusesWrongParameters(String form, String param, @Nullable String code) throws Exception {
        var error = Http.post(emulator.url() + "/v1/payment_intents", form, "Authorization", "Bearer sk_test_marquee")
                .json()
                .path("error");

        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.path("param").asString()).isEqualTo(param);
        assertThat(error.path("code").asString("")).isEqualTo(Objects.requireNonNullElse(code, ""));
        assertThat(error.path("message").asString()).isNotBlank();
    }

    @Test
    void refusesAWrongKeyAndAnUnknownIntent() {
        StripeClient stranger = StripeClient.builder()
                .setApiKey("sk_test_other")
                .setApiBase(emulator.url())
                .build();

        assertThatThrownBy(() -> stranger.v1().balance().retrieve())
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(401));
        assertThatThrownBy(() -> stripe.v1().paymentIntents().retrieve("pi_none"))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(404);
                    assertThat(e.getCode()).isEqualTo("resource_missing");
                });
    }

    @Test
    void letsABrowserPayWithTheClientSecretOnly() throws Exception {
        PaymentIntent intent = stripe.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(2_500L)
                        .setCurrency("usd")
                        .build());
        String confirm = emulator.url() + "/v1/payment_intents/" + intent.getId() + "/confirm";
        String key = "key=pk_test_marquee&payment_method=pm_card_visa&client_secret=";

        assertThat(Http.post(confirm, key + "wrong").status()).isEqualTo(400);
        Http.Reply paid = Http.post(confirm, key + intent.getClientSecret());

        assertThat(paid.json().path("status").asString()).isEqualTo("succeeded");
        assertThat(paid.json().has("metadata")).isFalse();
        assertThat(Http.post(emulator.url() + "/v1/refunds", "key=pk_test_marquee")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void hidesTheSellersPartOfARefusalFromTheBrowser() throws Exception {
        PaymentIntent intent = stripe.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(2_500L)
                        .setCurrency("usd")
                        .putMetadata("order", "ord_1")
                        .build());

        Http.Reply declined = Http.post(
                emulator.url() + "/v1/payment_intents/" + intent.getId() + "/confirm",
                "key=pk_test_marquee&payment_method=pm_card_chargeDeclined&client_secret=" + intent.getClientSecret());

        assertThat(declined.status()).isEqualTo(402);
        assertThat(declined.json()
                        .path("error")
                        .path("payment_intent")
                        .path("id")
                        .asString())
                .isEqualTo(intent.getId());
        assertThat(declined.json().path("error").path("payment_intent").has("metadata"))
                .isFalse();
    }
}
