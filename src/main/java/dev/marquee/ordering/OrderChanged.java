package dev.marquee.ordering;

import dev.marquee.shared.OrderId;

/**
 * Payload of the outbox topics {@code ordering.order-paid}, {@code ordering.order-expired},
 * {@code ordering.order-cancelled} and {@code ordering.order-refunded}.
 */
public record OrderChanged(OrderId orderId) {}
