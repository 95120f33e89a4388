package dev.marquee.ordering;

import dev.marquee.platform.idempotency.Idempotency;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.TicketTypeId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A basket at the till.
 *
 * @param order the order that is to come of it
 * @param hiddenToo whether the buyer may have hidden ticket types, as a member of the event's team
 */
record Purchase(OrderId order, Basket basket, OrderInput.Place input, boolean hiddenToo) {

    Idempotency.Use use() {
        return new Idempotency.Use(
                basket.buyer().id(),
                input.idempotencyKey(),
                new OrderInput.Payload("placeOrder", input),
                order.toString());
    }

    /** What repeats of one call have in common. */
    Object identity() {
        return Map.entry(basket.buyer().id(), input.idempotencyKey());
    }

    Purchase withHidden() {
        return new Purchase(order, basket, input, true);
    }

    /** What the till made of it. */
    sealed interface Attempt {

        /** There is an order, new or from before. */
        record Placed(Order order) implements Attempt {}

        /** Nothing was written; {@code wanted} is what holds that have ended may have. */
        record Refused(OrderResult refusal, @Nullable Wanted wanted) implements Attempt {}

        /** Nothing was written: the event has no such ticket type, or hides it. */
        record Unknown(TicketTypeId ticketType) implements Attempt {}
    }
}
