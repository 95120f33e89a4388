package dev.marquee.inventory;

import dev.marquee.shared.Money;
import dev.marquee.shared.TicketTypeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a claim came to: all of its tickets, or none and why. */
public sealed interface ClaimOutcome {

    /** Whether the event has holds that have ended but are not closed yet: close them, then claim once more. */
    default boolean holdsEnded() {
        return false;
    }

    /** The same outcome where holds have ended that may have what is short. */
    default ClaimOutcome withHoldsEnded() {
        return switch (this) {
            case NotEnough out -> new NotEnough(out.ticketType(), out.remaining(), true);
            case OverPersonLimit over -> new OverPersonLimit(over.ticketType(), over.limit(), true);
            default -> this;
        };
    }

    /** Whether closing holds that have ended could change it. */
    default boolean isShort() {
        return this instanceof NotEnough || this instanceof OverPersonLimit;
    }

    /**
     * The tickets are taken.
     *
     * @param sold true when everything was free and is sold at once, false when it is held
     */
    record Claimed(List<PricedLine> lines, Money total, boolean sold) implements ClaimOutcome {}

    /** A line at the price of this moment. */
    record PricedLine(TicketTypeId ticketType, int quantity, Money unitPrice) {}

    /** Fewer are left, of the type or of the event. */
    record NotEnough(TicketTypeId ticketType, int remaining, boolean holdsEnded) implements ClaimOutcome {}

    /** Outside of the sales window. */
    record Closed(
            TicketTypeId ticketType,
            @Nullable Instant salesStart,
            @Nullable Instant salesEnd) implements ClaimOutcome {}

    /** Over the limit of an order. */
    record OverOrderLimit(TicketTypeId ticketType, int limit) implements ClaimOutcome {}

    /** Over the limit of a person. */
    record OverPersonLimit(TicketTypeId ticketType, int limit, boolean holdsEnded) implements ClaimOutcome {}

    /** There is no such event, it is not published, is cancelled, or is over. */
    record NotOnSale() implements ClaimOutcome {}

    /** There is no such ticket type in this event, or it is hidden from the caller. */
    record NoSuchTicketType(TicketTypeId ticketType) implements ClaimOutcome {}
}
