package dev.marquee.payments;

import dev.marquee.identity.Caller;
import dev.marquee.payments.RetryRefundResult.IdempotencyConflict;
import dev.marquee.payments.RetryRefundResult.RefundStateConflict;
import dev.marquee.payments.RetryRefundResult.RetryRefundSuccess;
import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.Outbox;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.idempotency.Idempotency;
import dev.marquee.platform.paging.Cursors;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.RefundId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Requests refunds and shows administrators what became of them. */
@Service
class Refunds {

    private static final String LIST = "refunds";

    private final RefundStore store;
    private final PaymentStore payments;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Idempotency idempotency;
    private final Cursors cursors;

    Refunds(
            RefundStore store,
            PaymentStore payments,
            Outbox outbox,
            AuditTrail audit,
            Idempotency idempotency,
            Cursors cursors) {
        this.store = store;
        this.payments = payments;
        this.outbox = outbox;
        this.audit = audit;
        this.idempotency = idempotency;
        this.cursors = cursors;
    }

    /** What an idempotency key is bound to. */
    private record Payload(String operation, RefundId refund) {}

    /** Requests all of a payment back, within the current transaction. */
    Mono<Void> request(Payment payment, String reason) {
        return request(RefundId.next(), payment.orderId(), payment.id(), payment.amount(), reason);
    }

    /** Refunds, latest first; only those in a state when it is given. */
    Mono<Page<Refund>> page(@Nullable RefundStatus status, PageRequest page) {
        return store.page(status, page, ListPlace.of(page, cursors, LIST))
                .map(rows -> Page.of(
                        rows,
                        page,
                        refund -> new ListPlace(refund.createdAt(), refund.id().value()).cursor(cursors, LIST)));
    }

    /** {@code NOT_FOUND} for a refund that there is not. */
    Mono<RetryRefundResult> retry(RetryRefundInput input, Caller caller) {
        return store.byId(input.refundId())
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("refund")))
                .flatMap(refund -> once(refund, RefundId.next(), input.idempotencyKey(), caller));
    }

    private Mono<RetryRefundResult> once(Refund failed, RefundId next, String key, Caller caller) {
        return idempotency.once(
                new Idempotency.Use(caller.id(), key, new Payload("retryRefund", failed.id()), next.toString()),
                Mono.defer(() -> again(failed, next)),
                new Idempotency.Rules<>(
                        result -> result instanceof RetryRefundSuccess,
                        id -> store.byId(RefundId.of(id)).map(RetryRefundSuccess::new),
                        new IdempotencyConflict()));
    }

    private Mono<RetryRefundResult> again(Refund failed, RefundId next) {
        return store.retried(failed.id())
                .flatMap(retried -> retried
                        ? payments.move(failed.orderId(), PaymentStatus.REFUNDING, null)
                                .then(request(
                                        next, failed.orderId(), failed.paymentId(), failed.amount(), failed.reason()))
                                .then(store.byId(next))
                                .flatMap(refund -> audit.record("retryRefund", failed.id(), failed, refund)
                                        .<RetryRefundResult>thenReturn(new RetryRefundSuccess(refund)))
                        : store.byId(failed.id()).map(refund -> new RefundStateConflict(refund.status())));
    }

    private Mono<Void> request(RefundId id, OrderId order, UUID payment, Money amount, String reason) {
        return store.insert(id, order, payment, amount, reason).then(outbox.add(RefundDue.TOPIC, new RefundDue(id)));
    }
}
