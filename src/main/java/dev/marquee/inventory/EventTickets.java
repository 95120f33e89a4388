package dev.marquee.inventory;

import dev.marquee.catalog.EventStatus;
import dev.marquee.inventory.AvailabilityUpdate.TicketTypeAvailability;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event's stock with its ticket types, in their order.
 *
 * @param rest places that are neither sold nor held over all ticket types
 * @param revision grows with each change of the stock
 */
record EventTickets(EventId event, EventStatus status, long revision, int rest, List<TicketType> types) {

    /** What is left over all visible ticket types. */
    record Availability(int remaining, boolean soldOut) {

        /** Of places over all ticket types, and of each visible one. */
        static Availability of(int rest, List<Integer> each) {
            long ofTypes = each.stream().mapToLong(Integer::intValue).sum();
            int remaining = (int) Math.max(0, Math.min(rest, ofTypes));
            return new Availability(remaining, remaining == 0 && !each.isEmpty());
        }
    }

    /** Joins parts of the same event's stock that hold one ticket type each. */
    static EventTickets joined(Collection<EventTickets> parts) {
        EventTickets first = parts.iterator().next();
        List<TicketType> all =
                parts.stream().flatMap(part -> part.types().stream()).toList();
        return new EventTickets(first.event(), first.status(), first.revision(), first.rest(), all);
    }

    Availability availability() {
        return Availability.of(rest, visible().map(TicketType::remaining).toList());
    }

    /** Least price of a visible ticket type; null when there is none. */
    @Nullable Money priceFrom() {
        return visible()
                .map(TicketType::price)
                .min(Comparator.comparingLong(Money::amount))
                .orElse(null);
    }

    List<TicketType> types(boolean hiddenToo) {
        return hiddenToo ? types : visible().toList();
    }

    /** When the sale of a ticket type begins or ends next. */
    Optional<Instant> nextTurn(Instant now) {
        return types.stream()
                .flatMap(
                        type -> Stream.concat(Stream.ofNullable(type.salesStart()), Stream.ofNullable(type.salesEnd())))
                .filter(turn -> turn.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    boolean hasHolds() {
        return types.stream().anyMatch(type -> type.held() > 0);
    }

    boolean hasHidden() {
        return types.stream().anyMatch(TicketType::hidden);
    }

    AvailabilityUpdate update() {
        Availability all = availability();
        List<TicketTypeAvailability> each = visible()
                .map(type -> new TicketTypeAvailability(type.id(), type.remaining(), type.status()))
                .toList();
        return new AvailabilityUpdate(revision, event, all.remaining(), all.soldOut(), each);
    }

    private Stream<TicketType> visible() {
        return types.stream().filter(type -> !type.hidden());
    }
}
