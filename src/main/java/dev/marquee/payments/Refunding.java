package dev.marquee.payments;

import com.stripe.model.Refund;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Sends back money that came too late; a refund that Stripe cannot make ends among the dead letters. */
@Component
class Refunding implements OutboxHandler<RefundDue> {

    private static final Set<String> UNDER_WAY = Set.of("succeeded", "pending");

    private final RefundStore refunds;
    private final PaymentStore payments;
    private final StripeCalls stripe;
    private final PaymentEntries entries;
    private final LiveBus bus;
    private final TransactionalOperator transactions;

    Refunding(
            RefundStore refunds,
            PaymentStore payments,
            StripeCalls stripe,
            PaymentEntries entries,
            LiveBus bus,
            TransactionalOperator transactions) {
        this.refunds = refunds;
        this.payments = payments;
        this.stripe = stripe;
        this.entries = entries;
        this.bus = bus;
        this.transactions = transactions;
    }

    @Override
    public String topic() {
        return RefundDue.TOPIC;
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public Class<RefundDue> payloadType() {
        return RefundDue.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, RefundDue due) {
        return refunds.pending(due.refundId())
                .flatMap(refund -> send(refund).flatMap(stripeId -> done(refund, stripeId)));
    }

    /** Stripe's id of the refund; none when somebody refunded the payment by hand. */
    private Mono<Optional<String>> send(PendingRefund refund) {
        return stripe.refund(refund)
                .map(Refunding::accepted)
                .map(Optional::of)
                .onErrorResume(StripeFaults::isRefundedAlready, already -> Mono.just(Optional.empty()));
    }

    private static String accepted(Refund refund) {
        if (!UNDER_WAY.contains(refund.getStatus())) {
            throw new IllegalStateException("Stripe's refund " + refund.getId() + " is " + refund.getStatus());
        }
        return refund.getId();
    }

    private Mono<Void> done(PendingRefund refund, Optional<String> stripeId) {
        return refunds.succeeded(refund.id(), stripeId.orElse(null))
                .filter(fresh -> fresh)
                .flatMap(fresh -> entries.refunded(refund)
                        .then(payments.move(refund.orderId(), PaymentStatus.REFUNDED, null))
                        .then(bus.announce("order:" + refund.orderId())))
                .as(transactions::transactional);
    }
}
