package dev.marquee.ticketing;

/** Life of a ticket. */
public enum TicketStatus {
    VALID,
    USED,
    REVOKED
}
