package dev.marquee.inventory;

import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketTypeId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** The inputs of the ticket type mutations, as the schema declares them. */
final class TicketTypeInput {

    private static final long MAX_PRICE = 99_999_999;

    private TicketTypeInput() {}

    /** The schema's {@code CreateTicketTypeInput}. */
    record Create(
            EventId eventId,
            String name,
            @Nullable String description,
            long price,
            int quantity,
            @Nullable OffsetDateTime salesStart,
            @Nullable OffsetDateTime salesEnd,
            int maxPerOrder,
            @Nullable Integer maxPerPerson,
            boolean hidden,
            @Nullable Integer position) {

        TicketTypeDraft draft() {
            return new TicketTypeDraft(
                    name,
                    description,
                    checkedPrice(price),
                    quantity,
                    instant(salesStart),
                    instant(salesEnd),
                    maxPerOrder,
                    maxPerPerson,
                    hidden,
                    position);
        }
    }

    /** The schema's {@code UpdateTicketTypeInput}. */
    record Update(
            TicketTypeId ticketTypeId,
            ArgumentValue<String> name,
            ArgumentValue<String> description,
            ArgumentValue<Long> price,
            ArgumentValue<Integer> quantity,
            ArgumentValue<OffsetDateTime> salesStart,
            ArgumentValue<OffsetDateTime> salesEnd,
            ArgumentValue<Integer> maxPerOrder,
            ArgumentValue<Integer> maxPerPerson,
            ArgumentValue<Boolean> hidden,
            ArgumentValue<Integer> position) {

        /** The ticket type as it shall be. */
        TicketTypeDraft applyTo(TicketTypeDraft now) {
            return new TicketTypeDraft(
                    needed("name", name, now.name()),
                    optional(description, now.description(), text -> text),
                    checkedPrice(needed("price", price, now.price())),
                    needed("quantity", quantity, now.quantity()),
                    optional(salesStart, now.salesStart(), TicketTypeInput::instant),
                    optional(salesEnd, now.salesEnd(), TicketTypeInput::instant),
                    needed("maxPerOrder", maxPerOrder, now.maxPerOrder()),
                    optional(maxPerPerson, now.maxPerPerson(), limit -> limit),
                    needed("hidden", hidden, now.hidden()),
                    needed("position", position, now.placeOr(0)));
        }
    }

    /** The schema's {@code DeleteTicketTypeInput}. */
    record Delete(TicketTypeId ticketTypeId) {}

    private static long checkedPrice(long price) {
        if (price < 0 || price > MAX_PRICE) {
            throw ApiError.badInput("input.price", "A price lies between 0 and 99,999,999 minor units.");
        }
        return price;
    }

    private static <T> T needed(String field, ArgumentValue<T> change, T now) {
        if (change.isOmitted()) {
            return now;
        }
        return change.asOptional()
                .orElseThrow(
                        () -> ApiError.badInput("input." + field, "This cannot be null; leave it out to keep it."));
    }

    private static <A, T> @Nullable T optional(
            ArgumentValue<A> change, @Nullable T now, Function<A, @Nullable T> read) {
        return change.isOmitted() ? now : change.asOptional().map(read).orElse(null);
    }

    /** A time as the database keeps it, to the microsecond. */
    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant().truncatedTo(ChronoUnit.MICROS);
    }
}
