package dev.marquee.shared;

import java.util.UUID;

/** Id of a ticket. */
public record TicketId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "tic";

    /** A new id. */
    public static TicketId next() {
        return new TicketId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static TicketId of(String text) {
        return new TicketId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
