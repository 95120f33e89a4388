package dev.marquee.inventory;

import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import java.time.Instant;
import java.util.List;

/**
 * Asks for tickets for an order.
 *
 * @param lines different ticket types of the event
 * @param now the moment that sales windows and holds are judged by
 * @param holdUntil end of the hold; ignored when everything is free, since free tickets are sold at once
 * @param hiddenToo whether hidden ticket types may be claimed, for members of the event's team
 */
public record Claim(
        OrderId order,
        EventId event,
        PersonId person,
        List<Line> lines,
        Instant now,
        Instant holdUntil,
        boolean hiddenToo) {

    /** The same claim by a member of the event's team. */
    public Claim withHidden() {
        return new Claim(order, event, person, lines, now, holdUntil, true);
    }

    /** So many tickets of one type. */
    public record Line(TicketTypeId ticketType, int quantity) {}
}
