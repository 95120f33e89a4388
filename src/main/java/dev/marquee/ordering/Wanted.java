package dev.marquee.ordering;

import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tickets that are short while ended holds may have some.
 *
 * @param person whose own holds are in the way, when the limit of a person is what is short
 */
record Wanted(
        EventId event, Set<TicketTypeId> types, @Nullable PersonId person) {

    /** What is short when an order's tickets cannot be taken anew. */
    static Wanted by(Order order) {
        return new Wanted(
                order.eventId(),
                order.lines().stream().map(OrderLine::ticketTypeId).collect(Collectors.toUnmodifiableSet()),
                null);
    }
}
