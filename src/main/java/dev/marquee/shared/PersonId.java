package dev.marquee.shared;

import java.util.UUID;

/** Id of a person. */
public record PersonId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "usr";

    /** A new id. */
    public static PersonId next() {
        return new PersonId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static PersonId of(String text) {
        return new PersonId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
