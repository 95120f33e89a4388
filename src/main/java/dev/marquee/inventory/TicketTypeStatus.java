package dev.marquee.inventory;

/** Whether a ticket type can be bought at a moment. */
public enum TicketTypeStatus {
    ON_SALE,
    NOT_STARTED,
    ENDED,
    SOLD_OUT
}
