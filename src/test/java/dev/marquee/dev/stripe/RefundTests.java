package dev.marquee.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import dev.marquee.dev.stripe.state.Json;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money back: in full, in parts, late, and never more than was paid. */
class RefundTests {

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
    void refundsInFullOnce() throws StripeException {
        PaymentIntent paid = pay("pm_card_visa");

        Refund refund = refund(paid, null);

        assertThat(refund.getId()).startsWith("re_");
        assertThat(refund.getAmount()).isEqualTo(1_000);
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        Charge charge = stripe.v1().charges().retrieve(paid.getLatestCharge());
        assertThat(charge.getRefunded()).isTrue();
        assertThat(charge.getAmountRefunded()).isEqualTo(1_000);
        assertThatThrownBy(() -> refund(paid, null))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("charge_already_refunded"));
        assertThat(types()).contains("refund.created", "charge.refunded");
    }

    @Test
    void refundsInPartsUpToTheAmountPaid() throws StripeException {
        PaymentIntent paid = pay("pm_card_visa");
        refund(paid, 400L);

        assertThatThrownBy(() -> refund(paid, 700L))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getParam()).isEqualTo("amount"));
        refund(paid, 600L);

        assertThat(stripe.v1()
                        .refunds()
                        .list(RefundListParams.builder()
                                .setPaymentIntent(paid.getId())
                                .build())
                        .getData())
                .extracting(Refund::getAmount)
                .containsExactly(600L, 400L);
    }

    @Test
    void refusesToRefundWhatWasNotPaid() throws StripeException {
        PaymentIntent open = stripe.v1().paymentIntents().create(params().build());

        assertThatThrownBy(() -> refund(open, null)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> stripe.v1()
                        .refunds()
                        .create(RefundCreateParams.builder().build()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void neverReturnsMoreThanWasPaidToParallelCallers() throws Exception {
        PaymentIntent paid = pay("pm_card_visa");

        long accepted;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> attempt = () -> {
                try {
                    return refund(paid, 300L).getAmount() == 300;
                } catch (InvalidRequestException e) {
                    return false;
                }
            };
            accepted = callers
                    .invokeAll(Stream.generate(() -> attempt).limit(20).toList())
                    .stream()
                    .filter(Future::resultNow)
                    .count();
        }

        assertThat(accepted).isEqualTo(3);
        assertThat(stripe.v1().charges().retrieve(paid.getLatestCharge()).getAmountRefunded())
                .isEqualTo(900);
    }

    @Test
    void settlesAPendingRefundLater() throws Exception {
        Refund pending = refund(pay("pm_card_pendingRefund"), null);
        assertThat(pending.getStatus()).isEqualTo("pending");

        Http.post(emulator.url() + "/_emulator/refunds/" + pending.getId() + "/settle", "");

        assertThat(stripe.v1().refunds().retrieve(pending.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(types()).contains("refund.updated", "charge.refund.updated").doesNotContain("refund.failed");
    }

    @Test
    void givesTheMoneyBackToTheSellerWhenARefundFails() throws Exception {
        PaymentIntent paid = pay("pm_card_refundFail");
        Refund refund = refund(paid, null);

        Http.post(emulator.url() + "/_emulator/refunds/" + refund.getId() + "/settle", "outcome=failed");

        assertThat(stripe.v1().refunds().retrieve(refund.getId()).getStatus()).isEqualTo("failed");
        assertThat(stripe.v1().charges().retrieve(paid.getLatestCharge()).getAmountRefunded())
                .isZero();
        assertThat(types()).contains("refund.failed");
    }

    @Test
    void cancelsAPendingRefund() throws StripeException {
        PaymentIntent paid = pay("pm_card_pendingRefund");
        Refund refund = refund(paid, null);

        emulator.settleRefund(refund.getId(), "canceled");

        Refund cancelled = stripe.v1().refunds().retrieve(refund.getId());
        assertThat(cancelled.getStatus()).isEqualTo("canceled");
        assertThat(cancelled.getFailureReason()).isNull();
        assertThat(stripe.v1().charges().retrieve(paid.getLatestCharge()).getAmountRefunded())
                .isZero();
    }

    private Refund refund(PaymentIntent intent, @Nullable Long amount) throws StripeException {
        RefundCreateParams.Builder params = RefundCreateParams.builder().setPaymentIntent(intent.getId());
        return stripe.v1().refunds().create((amount == null ? params : params.setAmount(amount)).build());
    }

    private PaymentIntent pay(String card) throws StripeException {
        return stripe.v1()
                .paymentIntents()
                .create(params().setPaymentMethod(card).setConfirm(true).build());
    }

    private static PaymentIntentCreateParams.Builder params() {
        return PaymentIntentCreateParams.builder().setAmount(1_000L).setCurrency("usd");
    }

    private List<String> types() {
        return emulator.events().stream()
                .map(event -> Json.require(event, "type"))
                .toList();
    }
}
