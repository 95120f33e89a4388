package dev.marquee.ordering;

/** Life of an order. */
public enum OrderStatus {
    PENDING,
    PAID,
    CANCELLED,
    EXPIRED,
    REFUNDED
}
