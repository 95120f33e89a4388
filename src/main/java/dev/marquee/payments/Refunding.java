package dev.marquee.payments;

import dev.marquee.platform.EffectFailed;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Asks Stripe to send money back; what Stripe refuses for good has failed. */
@Component
class Refunding implements OutboxHandler<RefundDue> {

    private final RefundStore refunds;
    private final RefundProgress progress;
    private final StripeCalls stripe;
    private final TransactionalOperator transactions;

    Refunding(RefundStore refunds, RefundProgress progress, StripeCalls stripe, TransactionalOperator transactions) {
        this.refunds = refunds;
        this.progress = progress;
        this.stripe = stripe;
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
        return refunds.requested(due.refundId())
                .flatMap(refund -> send(refund)
                        .flatMap(report -> progress.note(refund.id(), report).as(transactions::transactional)))
                .then();
    }

    private Mono<RefundReport> send(Refund refund) {
        return stripe.refund(refund)
                .onErrorResume(StripeFaults::isRefundedAlready, already -> byHand(refund))
                .onErrorResume(
                        StripeFaults::isPermanent,
                        refused -> Mono.just(RefundReport.refused(StripeFaults.code(refused))))
                .onErrorMap(StripeFaults::isProviders, fault -> new EffectFailed(StripeFaults.reason(fault), fault));
    }

    /** Somebody refunded the payment by hand. */
    private Mono<RefundReport> byHand(Refund refund) {
        return stripe.refundOf(refund.intentId())
                .switchIfEmpty(Mono.error(() -> new EffectFailed(
                        "Stripe refunded " + refund.intentId() + " already, but shows no refund of it.", null)));
    }
}
