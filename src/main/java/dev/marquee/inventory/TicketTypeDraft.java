package dev.marquee.inventory;

import dev.marquee.inventory.TicketTypeResult.InvalidSalesWindow;
import dev.marquee.inventory.TicketTypeResult.PriceLocked;
import dev.marquee.inventory.TicketTypeResult.QuantityBelowSold;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an organizer decides about a ticket type.
 *
 * @param price minor units of the event's currency
 * @param position place in the list; null: last
 */
record TicketTypeDraft(
        String name,
        @Nullable String description,
        long price,
        int quantity,
        @Nullable Instant salesStart,
        @Nullable Instant salesEnd,
        int maxPerOrder,
        @Nullable Integer maxPerPerson,
        boolean hidden,
        @Nullable Integer position) {

    /** Why there cannot be such a ticket type. */
    Optional<TicketTypeResult> refused() {
        return new SalesWindow(salesStart, salesEnd).possible()
                ? Optional.empty()
                : Optional.of(new InvalidSalesWindow());
    }

    /** Why a ticket type of which so many are taken cannot become this. */
    Optional<TicketTypeResult> refusedAfter(TicketTypeDraft now, int taken) {
        if (price != now.price() && taken > 0) {
            return Optional.of(new PriceLocked(taken));
        }
        if (quantity < taken) {
            return Optional.of(new QuantityBelowSold(taken));
        }
        return refused();
    }

    int placeOr(int other) {
        return position == null ? other : position;
    }
}
