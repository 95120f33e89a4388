package dev.marquee.inventory;

import dev.marquee.catalog.EventStatus;
import dev.marquee.inventory.EventTickets.Availability;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event's ticket types as one caller may see them. */
record TicketsForCaller(EventTickets tickets, boolean hiddenToo) {

    /** Of an event that has no stock. */
    static TicketsForCaller none(EventId event) {
        return new TicketsForCaller(new EventTickets(event, EventStatus.DRAFT, 1, 0, List.of()), false);
    }

    List<TicketType> types() {
        return tickets.types(hiddenToo);
    }

    Availability availability() {
        return tickets.availability();
    }

    @Nullable Money priceFrom() {
        return tickets.priceFrom();
    }
}
