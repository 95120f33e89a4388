package dev.marquee.shared;

import java.util.UUID;

/** Id of a request for an event. */
public record EventRequestId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "erq";

    /** A new id. */
    public static EventRequestId next() {
        return new EventRequestId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static EventRequestId of(String text) {
        return new EventRequestId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
