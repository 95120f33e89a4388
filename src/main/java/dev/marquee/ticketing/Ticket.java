package dev.marquee.ticketing;

import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketId;
import dev.marquee.shared.TicketTypeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right of one person to enter an event.
 *
 * @param serial which signed code of the ticket is the valid one; a transfer or revocation raises it
 */
public record Ticket(
        TicketId id,
        OrderId orderId,
        EventId eventId,
        TicketTypeId ticketTypeId,
        PersonId holderId,
        String code,
        TicketStatus status,
        Attendee attendee,
        int serial,
        Instant issuedAt,
        @Nullable Instant usedAt) {

    /** Who will use the ticket. */
    public record Attendee(String name, String email) {}

    /** The ticket once it has admitted somebody. */
    public Ticket used(Instant at) {
        return new Ticket(
                id, orderId, eventId, ticketTypeId, holderId, code, TicketStatus.USED, attendee, serial, issuedAt, at);
    }
}
