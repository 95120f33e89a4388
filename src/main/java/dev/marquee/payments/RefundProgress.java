package dev.marquee.payments;

import dev.marquee.platform.LiveBus;
import dev.marquee.shared.RefundId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Follows a refund through what Stripe reports of it, in an answer or in a message, in whatever order. The books are told
 * when the money is gone, not before, and told back when it returns after that; the order stays refunded.
 */
@Component
class RefundProgress {

    private static final Logger log = LoggerFactory.getLogger(RefundProgress.class);

    private final RefundStore refunds;
    private final PaymentStore payments;
    private final PaymentEntries entries;
    private final LiveBus bus;

    RefundProgress(RefundStore refunds, PaymentStore payments, PaymentEntries entries, LiveBus bus) {
        this.refunds = refunds;
        this.payments = payments;
        this.entries = entries;
        this.bus = bus;
    }

    /**
     * Takes in a report within the current transaction; false when it says nothing new.
     *
     * @param id which refund, null to find it by Stripe's id
     */
    Mono<Boolean> note(@Nullable RefundId id, RefundReport report) {
        return refunds.advance(id, report)
                .flatMap(moved -> post(moved)
                        .then(bus.announce("order:" + moved.refund().orderId()))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Void> post(RefundStore.Moved moved) {
        Refund refund = moved.refund();
        return switch (refund.status()) {
            case SUCCEEDED ->
                entries.refunded(refund)
                        .then(payments.move(refund.orderId(), PaymentStatus.REFUNDED, null))
                        .then();
            case FAILED -> failed(refund, moved.before());
            case REQUESTED, PENDING, RETRIED -> Mono.empty();
        };
    }

    private Mono<Void> failed(Refund refund, RefundStatus before) {
        log.error("The refund {} of {} failed: {}", refund.id(), refund.orderId(), refund.failureReason());
        Mono<Void> back = before == RefundStatus.SUCCEEDED ? entries.cameBack(refund) : Mono.empty();
        return back.then(payments.move(refund.orderId(), PaymentStatus.REFUND_FAILED, null))
                .then();
    }
}
