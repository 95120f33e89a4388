package dev.marquee.inventory;

import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import dev.marquee.shared.TicketTypeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A kind of ticket of an event.
 *
 * @param sold tickets that are paid for
 * @param held tickets in holds that have not ended
 * @param remaining tickets that are neither sold nor held, the event's capacity considered
 * @param status whether it could be bought when it was read
 */
public record TicketType(
        TicketTypeId id,
        EventId eventId,
        String name,
        @Nullable String description,
        Money price,
        int quantity,
        int sold,
        int held,
        int remaining,
        TicketTypeStatus status,
        @Nullable Instant salesStart,
        @Nullable Instant salesEnd,
        int maxPerOrder,
        @Nullable Integer maxPerPerson,
        boolean hidden,
        int position) {}
