package dev.marquee.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentIntentUpdateParams;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payment intents of the emulator, as stripe-java sees them. */
class PaymentIntentTests {

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
    void createsAnIntentThatWaitsForAPaymentMethod() throws StripeException {
        PaymentIntent intent = create(2_500);

        assertThat(intent.getId()).startsWith("pi_");
        assertThat(intent.getClientSecret()).startsWith(intent.getId() + "_secret_");
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getAmount()).isEqualTo(2_500);
        assertThat(intent.getLivemode()).isFalse();
        assertThat(intent.getMetadata()).containsEntry("order", "ord_1");
        assertThat(intent.getLastResponse().requestId()).startsWith("req_");
    }

    @Test
    void succeedsWithAGoodCard() throws StripeException {
        PaymentIntent paid = confirm(create(2_500), "pm_card_visa");

        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getAmountReceived()).isEqualTo(2_500);
        Charge charge = stripe.v1().charges().retrieve(paid.getLatestCharge());
        assertThat(charge.getPaid()).isTrue();
        assertThat(charge.getCaptured()).isTrue();
        assertThat(charge.getPaymentMethodDetails().getCard().getLast4()).isEqualTo("4242");
        assertThat(stripe.v1().balance().retrieve().getPending().getFirst().getAmount())
                .isEqualTo(2_500 - 73 - 30);
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_chargeDeclined, card_declined, generic_decline",
        "pm_card_visa_chargeDeclined, card_declined, generic_decline",
        "pm_card_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
        "pm_card_chargeDeclinedExpiredCard, expired_card,",
        "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc,",
        "pm_card_chargeDeclinedProcessingError, processing_error,"
    })
    void refusesABadCardAndStaysPayable(String card, String code, @Nullable String decline) throws StripeException {
        PaymentIntent intent = create(2_500);

        assertThatThrownBy(() -> confirm(intent, card)).isInstanceOfSatisfying(CardException.class, e -> {
            assertThat(e.getStatusCode()).isEqualTo(402);
            assertThat(e.getCode()).isEqualTo(code);
            assertThat(e.getDeclineCode()).isEqualTo(decline);
            assertThat(e.getCharge()).startsWith("ch_");
            assertThat(e.getStripeError().getPaymentIntent().getId()).isEqualTo(intent.getId());
        });

        PaymentIntent after = stripe.v1().paymentIntents().retrieve(intent.getId());
        assertThat(after.getStatus()).isEqualTo("requires_payment_method");
        assertThat(after.getLastPaymentError().getCode()).isEqualTo(code);
        assertThat(confirm(after, "pm_card_visa").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void asksForAuthenticationAndPaysAfterIt() throws Exception {
        PaymentIntent waiting = confirm(create(2_500), "pm_card_authenticationRequired");
        assertThat(waiting.getStatus()).isEqualTo("requires_action");
        assertThat(waiting.getNextAction().getType()).isEqualTo("use_stripe_sdk");

        Http.post(emulator.url() + "/_emulator/payment_intents/" + waiting.getId() + "/authenticate", "");

        assertThat(stripe.v1().paymentIntents().retrieve(waiting.getId()).getStatus())
                .isEqualTo("succeeded");
    }

    @Test
    void failsAfterAFailedAuthentication() throws Exception {
        PaymentIntent waiting = confirm(create(2_500), "pm_card_authenticationRequired");

        Http.post(emulator.url() + "/_emulator/payment_intents/" + waiting.getId() + "/authenticate", "outcome=failed");

        PaymentIntent after = stripe.v1().paymentIntents().retrieve(waiting.getId());
        assertThat(after.getStatus()).isEqualTo("requires_payment_method");
        assertThat(after.getLastPaymentError().getCode()).isEqualTo("payment_intent_authentication_failure");
    }

    @Test
    void reservesAndCapturesPartOfTheAmount() throws StripeException {
        PaymentIntent reserved = stripe.v1()
                .paymentIntents()
                .create(params(2_500)
                        .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                        .setConfirm(true)
                        .setPaymentMethod("pm_card_visa")
                        .build());
        assertThat(reserved.getStatus()).isEqualTo("requires_capture");
        assertThat(reserved.getAmountCapturable()).isEqualTo(2_500);

        PaymentIntent captured = stripe.v1()
                .paymentIntents()
                .capture(
                        reserved.getId(),
                        PaymentIntentCaptureParams.builder()
                                .setAmountToCapture(2_000L)
                                .build());

        assertThat(captured.getStatus()).isEqualTo("succeeded");
        assertThat(captured.getAmountReceived()).isEqualTo(2_000);
    }

    @Test
    void cancelsOnceAndNeverAfterSuccess() throws StripeException {
        PaymentIntent intent = create(2_500);
        assertThat(stripe.v1().paymentIntents().cancel(intent.getId()).getStatus())
                .isEqualTo("canceled");
        assertUnexpectedState(() -> stripe.v1().paymentIntents().cancel(intent.getId()));
        assertUnexpectedState(() -> confirm(intent, "pm_card_visa"));

        PaymentIntent paid = confirm(create(2_500), "pm_card_visa");
        assertUnexpectedState(() -> stripe.v1().paymentIntents().cancel(paid.getId()));
        assertUnexpectedState(() -> confirm(paid, "pm_card_visa"));
        assertUnexpectedState(() -> stripe.v1().paymentIntents().capture(paid.getId()));
    }

    @Test
    void changesAmountAndMetadata() throws StripeException {
        PaymentIntent intent = create(2_500);

        PaymentIntent changed = stripe.v1()
                .paymentIntents()
                .update(
                        intent.getId(),
                        PaymentIntentUpdateParams.builder()
                                .setAmount(3_000L)
                                .putMetadata("seat", "A1")
                                .putMetadata("order", "")
                                .build());

        assertThat(changed.getAmount()).isEqualTo(3_000);
        assertThat(changed.getMetadata()).containsOnlyKeys("seat");
    }

    @Test
    void expandsWhatIsAskedFor() throws StripeException {
        PaymentIntent paid = confirm(create(2_500), "pm_card_visa");

        PaymentIntent expanded = stripe.v1()
                .paymentIntents()
                .retrieve(
                        paid.getId(),
                        PaymentIntentRetrieveParams.builder()
                                .addAllExpand(List.of("latest_charge.balance_transaction", "payment_method"))
                                .build());

        assertThat(expanded.getLatestChargeObject()
                        .getBalanceTransactionObject()
                        .getNet())
                .isEqualTo(2_500 - 73 - 30);
        assertThat(expanded.getPaymentMethodObject().getCard().getBrand()).isEqualTo("visa");
    }

    @Test
    void listsNewestFirstPageByPage() throws StripeException {
        List<String> created = List.of(
                create(1_000).getId(), create(1_100).getId(), create(1_200).getId());

        var first = stripe.v1()
                .paymentIntents()
                .list(PaymentIntentListParams.builder().setLimit(2L).build());
        var second = stripe.v1()
                .paymentIntents()
                .list(PaymentIntentListParams.builder()
                        .setLimit(2L)
                        .setStartingAfter(first.getData().getLast().getId())
                        .build());

        assertThat(first.getData()).extracting(PaymentIntent::getId).containsExactly(created.get(2), created.get(1));
        assertThat(first.getHasMore()).isTrue();
        assertThat(second.getData()).extracting(PaymentIntent::getId).containsExactly(created.get(0));
        assertThat(second.getHasMore()).isFalse();
    }

    private PaymentIntent create(long amount) throws StripeException {
        return stripe.v1().paymentIntents().create(params(amount).build(), RequestOptions.getDefault());
    }

    private static PaymentIntentCreateParams.Builder params(long amount) {
        return PaymentIntentCreateParams.builder()
                .setAmount(amount)
                .setCurrency("usd")
                .putMetadata("order", "ord_1");
    }

    private PaymentIntent confirm(PaymentIntent intent, String card) throws StripeException {
        return stripe.v1()
                .paymentIntents()
                .confirm(
                        intent.getId(),
                        PaymentIntentConfirmParams.builder()
                                .setPaymentMethod(card)
                                .build());
    }

    private static void assertUnexpectedState(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("payment_intent_unexpected_state"));
    }
}
