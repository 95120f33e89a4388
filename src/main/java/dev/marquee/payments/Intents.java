package dev.marquee.payments;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderBook;
import dev.marquee.ordering.OrderPayments;
import dev.marquee.shared.OrderId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Opens and closes the PaymentIntents of orders. An order's id is the key under which Stripe creates its intent once, so
 * an intent whose row was lost is found by asking for it again.
 */
@Service
class Intents implements OrderPayments {

    private static final Logger log = LoggerFactory.getLogger(Intents.class);

    private final PaymentStore payments;
    private final JustOpened justOpened;
    private final StripeCalls stripe;
    private final StripeSettings settings;
    private final Arrivals arrivals;
    private final OrderBook orders;
    private final TransactionalOperator transactions;

    Intents(
            PaymentStore payments,
            JustOpened justOpened,
            StripeCalls stripe,
            StripeSettings settings,
            Arrivals arrivals,
            OrderBook orders,
            TransactionalOperator transactions) {
        this.payments = payments;
        this.justOpened = justOpened;
        this.stripe = stripe;
        this.settings = settings;
        this.arrivals = arrivals;
        this.orders = orders;
        this.transactions = transactions;
    }

    @Override
    public Mono<Void> open(Order order) {
        return opened(order, create(order));
    }

    @Override
    public Mono<Void> resume(Order order) {
        return opened(
                order,
                payments.of(order.id())
                        .filter(payment -> payment.clientSecret() != null)
                        .switchIfEmpty(Mono.defer(() -> create(order))));
    }

    private Mono<Void> opened(Order order, Mono<Payment> payment) {
        return payment.doOnNext(found -> justOpened.remember(order, found))
                .onErrorMap(StripeFaults::isPermanent, Refused::new)
                .onErrorMap(StripeFaults::isProviders, fault -> unreachable(order.id(), fault))
                .then();
    }

    @Override
    public Mono<Closing> close(OrderId id) {
        return orders.byId(id)
                .filter(order -> !order.total().isZero())
                .flatMap(this::close)
                .defaultIfEmpty(Closing.CLOSED)
                .onErrorMap(StripeFaults::isProviders, fault -> unreachable(id, fault))
                .onErrorReturn(Unreachable.class, Closing.UNREACHABLE);
    }

    /** Another call for the same order may hold Stripe's key and then has stored the payment. */
    private Mono<Payment> create(Order order) {
        return stripe.create(order)
                .flatMap(intent -> payments.open(order, intent))
                .onErrorResume(
                        StripeFaults::isProviders,
                        fault -> payments.of(order.id()).switchIfEmpty(Mono.error(fault)));
    }

    private Mono<Closing> close(Order order) {
        return payments.of(order.id())
                .switchIfEmpty(
                        Mono.defer(() -> create(order)).onErrorResume(StripeFaults::isPermanent, never -> Mono.empty()))
                .flatMap(payment -> switch (payment.status()) {
                    case SUCCEEDED, REFUNDING, REFUNDED, REFUND_FAILED -> Mono.just(Closing.PAID);
                    case CANCELLED, MISMATCHED -> Mono.just(Closing.CLOSED);
                    case OPEN, FAILED -> cancel(order, payment.intentId());
                });
    }

    private Mono<Closing> cancel(Order order, String intentId) {
        return stripe.cancel(intentId)
                .onErrorResume(StripeFaults::isUnexpectedState, fault -> stripe.find(intentId))
                .flatMap(intent -> closed(order, intent));
    }

    private Mono<Closing> closed(Order order, Intent intent) {
        if (intent.hasSucceeded()) {
            return paid(order, intent).as(transactions::transactional);
        }
        return intent.isCancelled()
                ? payments.move(order.id(), PaymentStatus.CANCELLED, null).thenReturn(Closing.CLOSED)
                : Mono.just(Closing.UNREACHABLE);
    }

    /** Money that differs from what was asked for is left to the webhook, which records it. */
    private Mono<Closing> paid(Order order, Intent intent) {
        return payments.ensure(order, intent)
                .filter(payment -> payment.matches(intent) && intent.live() == settings.isLive())
                .flatMap(payment -> arrivals.use(List.of(new Arrivals.Arrival(order, payment)))
                        .thenReturn(Closing.PAID))
                .defaultIfEmpty(Closing.CLOSED);
    }

    private static Unreachable unreachable(OrderId order, Throwable fault) {
        log.warn("Stripe cannot be used for {}: {}", order, fault.toString());
        return new Unreachable(fault);
    }
}
