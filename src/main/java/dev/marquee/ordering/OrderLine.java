package dev.marquee.ordering;

import dev.marquee.shared.Money;
import dev.marquee.shared.TicketTypeId;
import java.util.List;

/**
 * One ticket type within an order.
 *
 * @param attendees who will use the tickets, one for each ticket
 */
public record OrderLine(TicketTypeId ticketTypeId, int quantity, Money unitPrice, List<Attendee> attendees) {

    /** Who will use a ticket. */
    public record Attendee(String name, String email) {}

    /** Quantity times unit price. */
    public Money total() {
        return unitPrice.times(quantity);
    }
}
