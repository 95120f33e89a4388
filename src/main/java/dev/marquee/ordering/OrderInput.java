package dev.marquee.ordering;

import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.TicketTypeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inputs of the order mutations, as the schema declares them. */
final class OrderInput {

    private OrderInput() {}

    /** The schema's {@code PlaceOrderInput}. */
    record Place(
            EventId eventId, List<Line> lines, @Nullable List<Attendee> attendees, String idempotencyKey) {}

    /** The schema's {@code OrderLineInput}. */
    record Line(TicketTypeId ticketTypeId, int quantity) {}

    /** The schema's {@code AttendeeInput}. */
    record Attendee(
            TicketTypeId ticketTypeId,
            String name,
            @Nullable String email) {}

    /** The schema's {@code CancelOrderInput}. */
    record Cancel(OrderId orderId, String idempotencyKey) {}

    /** What an idempotency key is bound to. */
    record Payload(String operation, Object input) {}
}
