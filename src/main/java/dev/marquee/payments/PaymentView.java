package dev.marquee.payments;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderStatus;
import dev.marquee.shared.Money;
import org.jspecify.annotations.Nullable;

/** A payment as the API shows it. */
record PaymentView(
        PaymentStatus status,
        Money amount,
        @Nullable String clientSecret,
        @Nullable String failureCode) {

    /** Only the buyer gets the client secret, and only while there is something to pay. */
    static PaymentView of(Payment payment, Order order, boolean buyer) {
        boolean payable = buyer && payment.status().isPayable() && order.status() == OrderStatus.PENDING;
        return new PaymentView(
                payment.status(), payment.amount(), payable ? payment.clientSecret() : null, payment.failureCode());
    }
}
