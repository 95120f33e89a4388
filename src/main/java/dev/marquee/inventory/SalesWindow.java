package dev.marquee.inventory;

import dev.marquee.catalog.EventStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a ticket type is sold: from publishing until the event starts, unless given.
 *
 * @param start null: from publishing on
 * @param end null: until the event starts
 */
record SalesWindow(@Nullable Instant start, @Nullable Instant end) {

    /** Whether it ends after it starts, as far as both are given. */
    boolean possible() {
        return start == null || end == null || end.isAfter(start);
    }

    /** What the window, the event and the stock make of a ticket type at a moment. */
    TicketTypeStatus statusAt(Instant now, EventStatus event, Instant eventStart, Instant eventEnd, int remaining) {
        Instant last = end == null ? eventStart : end;
        if (event == EventStatus.CANCELLED || !now.isBefore(last) || !now.isBefore(eventEnd)) {
            return TicketTypeStatus.ENDED;
        }
        if (event == EventStatus.DRAFT || (start != null && now.isBefore(start))) {
            return TicketTypeStatus.NOT_STARTED;
        }
        return remaining > 0 ? TicketTypeStatus.ON_SALE : TicketTypeStatus.SOLD_OUT;
    }
}
