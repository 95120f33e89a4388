package dev.marquee.payments;

import com.stripe.StripeClient;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import dev.marquee.ordering.Order;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Calls of the Stripe API, on threads of their own so that a slow Stripe holds up nothing else. */
@Component
class StripeCalls implements DisposableBean {

    private static final int QUEUE = 10_000;

    private final StripeClient stripe;
    private final Scheduler threads;
    private final Duration patience;

    StripeCalls(StripeSettings settings, StripeConnections connections) {
        stripe = StripeClient.builder()
                .setApiKey(settings.secretKey())
                .setApiBase(settings.apiBase().toString())
                .setHttpClient(connections)
                .setMaxNetworkRetries(settings.retries())
                .build();
        patience = settings.patience();
        threads = Schedulers.newBoundedElastic(settings.concurrency(), QUEUE, "stripe");
    }

    /** The intent of an order, new or from an earlier call for the same order. */
    Mono<Intent> create(Order order) {
        PaymentIntentCreateParams params = PaymentIntentCreateParams.builder()
                .setAmount(order.total().amount())
                .setCurrency(order.total().currency().getCurrencyCode().toLowerCase(Locale.ROOT))
                .setDescription("Order " + order.confirmationCode())
                .setReceiptEmail(order.buyerEmail())
                .putMetadata(Intent.ORDER, order.id().toString())
                .setAutomaticPaymentMethods(
                        AutomaticPaymentMethods.builder().setEnabled(true).build())
                .build();
        return call(() -> Intent.of(stripe.v1().paymentIntents().create(params, once(order.id() + ":intent"))));
    }

    /** The intent as it is now. */
    Mono<Intent> find(String intentId) {
        return call(() -> Intent.of(stripe.v1().paymentIntents().retrieve(intentId)));
    }

    /** Makes an intent unpayable; fails when it is paid or cancelled already. */
    Mono<Intent> cancel(String intentId) {
        return call(() -> Intent.of(stripe.v1().paymentIntents().cancel(intentId)));
    }

    /** Sends money back, once for each of our refunds. */
    Mono<RefundReport> refund(Refund refund) {
        RefundCreateParams params = RefundCreateParams.builder()
                .setPaymentIntent(refund.intentId())
                .setAmount(refund.amount().amount())
                .putMetadata(Intent.ORDER, refund.orderId().toString())
                .putMetadata(RefundReport.REFUND, refund.id().toString())
                .build();
        return call(() -> RefundReport.of(
                stripe.v1().refunds().create(params, once(refund.id().toString()))));
    }

    /** The latest refund of an intent that has not failed; empty when there is none. */
    Mono<RefundReport> refundOf(String intentId) {
        RefundListParams params =
                RefundListParams.builder().setPaymentIntent(intentId).build();
        return call(() -> stripe.v1().refunds().list(params).getData().stream()
                        .map(RefundReport::of)
                        .filter(report -> !report.hasFailed())
                        .findFirst())
                .flatMap(Mono::justOrEmpty);
    }

    @Override
    public void destroy() {
        threads.dispose();
    }

    private static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private <T> Mono<T> call(Callable<T> call) {
        return Mono.fromCallable(call).subscribeOn(threads).timeout(patience);
    }
}
