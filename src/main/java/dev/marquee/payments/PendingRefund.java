package dev.marquee.payments;

import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.TypedId;
import java.util.UUID;

/** Money of an order that must go back. */
record PendingRefund(UUID id, OrderId orderId, UUID paymentId, String intentId, Money amount) {

    /** A refund of all that was paid. */
    static PendingRefund of(Payment payment) {
        return new PendingRefund(
                TypedId.generate(), payment.orderId(), payment.id(), payment.intentId(), payment.amount());
    }

    /** What the refund is called outside of the database. */
    String reference() {
        return TypedId.format("rfd", id);
    }
}
