package dev.marquee.inventory;

import dev.marquee.platform.LiveFeeds;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketTypeId;
import java.util.List;

/** What is left of an event, live. */
record AvailabilityUpdate(
        long revision, EventId eventId, int remaining, boolean soldOut, List<TicketTypeAvailability> ticketTypes)
        implements LiveFeeds.Revised {

    /** What is left of a visible ticket type. */
    record TicketTypeAvailability(TicketTypeId ticketTypeId, int remaining, TicketTypeStatus status) {}
}
