package dev.marquee.payments;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderBook;
import dev.marquee.ordering.Settling;
import dev.marquee.platform.LiveBus;
import dev.marquee.shared.OrderId;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Takes Stripe's messages in: whatever is sent, how often and in what order, each has its effect once. */
@Service
class StripeEvents {

    private static final Logger log = LoggerFactory.getLogger(StripeEvents.class);

    private final ReceivedEvents received;
    private final PaymentStore payments;
    private final MismatchStore mismatches;
    private final Arrivals arrivals;
    private final RefundProgress refunds;
    private final OrderBook orders;
    private final Settling settling;
    private final StripeSettings settings;
    private final LiveBus bus;
    private final TransactionalOperator transactions;

    StripeEvents(
            ReceivedEvents received,
            PaymentStore payments,
            MismatchStore mismatches,
            Arrivals arrivals,
            RefundProgress refunds,
            OrderBook orders,
            Settling settling,
            StripeSettings settings,
            LiveBus bus,
            TransactionalOperator transactions) {
        this.received = received;
        this.payments = payments;
        this.mismatches = mismatches;
        this.arrivals = arrivals;
        this.refunds = refunds;
        this.orders = orders;
        this.settling = settling;
        this.settings = settings;
        this.bus = bus;
        this.transactions = transactions;
    }

    /** Keeps a message and lets it take effect, in one transaction; a known one changes nothing. */
    Mono<Void> receive(StripeEvent event) {
        return received.keep(event)
                .filter(fresh -> fresh)
                .flatMap(fresh -> apply(event))
                .filter(outcome -> outcome != EventOutcome.IGNORED)
                .flatMap(outcome -> received.conclude(event, outcome))
                .as(transactions::transactional)
                .as(settling::run);
    }

    private Mono<EventOutcome> apply(StripeEvent event) {
        RefundReport refund = event.refund();
        if (refund != null) {
            return progressed(event, refund);
        }
        Intent intent = event.intent();
        return intent == null ? Mono.just(EventOutcome.IGNORED) : apply(event, intent);
    }

    /** Whatever kind of message brings it, the state of the refund says it all. */
    private Mono<EventOutcome> progressed(StripeEvent event, RefundReport refund) {
        return Mono.just(refund)
                .filter(report -> event.live() == settings.isLive())
                .filterWhen(report -> refunds.note(report.refundId(), report))
                .map(report -> EventOutcome.APPLIED)
                .defaultIfEmpty(EventOutcome.IGNORED);
    }

    private Mono<EventOutcome> apply(StripeEvent event, Intent intent) {
        return switch (event.type()) {
            case "payment_intent.succeeded" -> withOrder(intent, order -> succeeded(event, intent, order));
            case "payment_intent.payment_failed" ->
                withOrder(intent, order -> moved(order, intent, PaymentStatus.FAILED, intent.failureCode()));
            case "payment_intent.canceled" ->
                withOrder(intent, order -> moved(order, intent, PaymentStatus.CANCELLED, null));
            default -> Mono.just(EventOutcome.IGNORED);
        };
    }

    private Mono<EventOutcome> withOrder(Intent intent, Function<Order, Mono<EventOutcome>> effect) {
        return Mono.justOrEmpty(orderId(intent))
                .flatMap(orders::byId)
                .filter(order -> !order.total().isZero())
                .flatMap(effect)
                .switchIfEmpty(Mono.fromSupplier(() -> {
                    log.warn("Stripe's {} is for no order that is to be paid: {}", intent.id(), intent.orderId());
                    return EventOutcome.IGNORED;
                }));
    }

    private static @Nullable OrderId orderId(Intent intent) {
        String id = intent.orderId();
        try {
            return id == null ? null : OrderId.of(id);
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }

    private Mono<EventOutcome> succeeded(StripeEvent event, Intent intent, Order order) {
        return payments.ensure(order, intent)
                .flatMap(payment -> payment.matches(intent) && isOfOurMode(event, intent)
                        ? arrivals.use(order, payment).map(used -> used ? EventOutcome.APPLIED : EventOutcome.IGNORED)
                        : mismatch(event, intent, order, payment));
    }

    private boolean isOfOurMode(StripeEvent event, Intent intent) {
        return event.live() == settings.isLive() && intent.live() == settings.isLive();
    }

    private Mono<EventOutcome> mismatch(StripeEvent event, Intent intent, Order order, Payment payment) {
        log.error("Stripe's {} reports other money than {} asked for", intent.id(), order.id());
        boolean own = payment.intentId().equals(intent.id());
        return mismatches
                .insert(order.id(), event, payment.facts(settings.isLive()), facts(event, intent))
                .then(own ? payments.move(order.id(), PaymentStatus.MISMATCHED, null) : Mono.just(false))
                .then(bus.announce("order:" + order.id()))
                .thenReturn(EventOutcome.MISMATCH);
    }

    private PaymentFacts facts(StripeEvent event, Intent intent) {
        return new PaymentFacts(
                intent.id(),
                intent.amount(),
                intent.received(),
                intent.currency().toUpperCase(Locale.ROOT),
                isOfOurMode(event, intent) == settings.isLive());
    }

    private Mono<EventOutcome> moved(Order order, Intent intent, PaymentStatus next, @Nullable String failureCode) {
        return payments.ensure(order, intent)
                .filter(payment -> payment.intentId().equals(intent.id()) && intent.live() == settings.isLive())
                .filterWhen(payment -> payments.move(order.id(), next, failureCode))
                .flatMap(payment -> bus.announce("order:" + order.id()).thenReturn(EventOutcome.APPLIED))
                .defaultIfEmpty(EventOutcome.IGNORED);
    }
}
