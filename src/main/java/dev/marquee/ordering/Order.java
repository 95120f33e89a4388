package dev.marquee.ordering;

import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's purchase of tickets of one event.
 *
 * @param applicationFee the platform's share of the total
 * @param revision grows with each change of the order
 */
public record Order(
        OrderId id,
        EventId eventId,
        PersonId buyerId,
        String confirmationCode,
        OrderStatus status,
        List<OrderLine> lines,
        Money total,
        Money applicationFee,
        String buyerName,
        String buyerEmail,
        @Nullable Instant holdExpiresAt,
        long revision,
        Instant createdAt,
        @Nullable Instant paidAt) {

    /** The money has arrived and the tickets are there. */
    Order paid(Instant now) {
        return turned(OrderStatus.PAID, now);
    }

    /** Given up by the buyer, not paid in time, or paid too late: no tickets. */
    Order closed(OrderStatus end) {
        return turned(end, paidAt);
    }

    /** Whether it still waits for its payment while its tickets are held. */
    boolean payable(Instant now) {
        return status == OrderStatus.PENDING && holdExpiresAt != null && now.isBefore(holdExpiresAt);
    }

    private Order turned(OrderStatus next, @Nullable Instant paid) {
        return new Order(
                id,
                eventId,
                buyerId,
                confirmationCode,
                next,
                lines,
                total,
                applicationFee,
                buyerName,
                buyerEmail,
                null,
                revision + 1,
                createdAt,
                paid);
    }
}
