package dev.marquee.shared;

import java.util.UUID;

/** Id of an event. */
public record EventId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "evt";

    /** A new id. */
    public static EventId next() {
        return new EventId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static EventId of(String text) {
        return new EventId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
