package dev.marquee.shared;

import java.util.UUID;

/** Id of a category of events. */
public record CategoryId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "cat";

    /** A new id. */
    public static CategoryId next() {
        return new CategoryId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static CategoryId of(String text) {
        return new CategoryId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
