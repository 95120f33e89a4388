package dev.marquee.shared;

import java.util.UUID;

/** Id of a ticket type. */
public record TicketTypeId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "tty";

    /** A new id. */
    public static TicketTypeId next() {
        return new TicketTypeId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static TicketTypeId of(String text) {
        return new TicketTypeId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
