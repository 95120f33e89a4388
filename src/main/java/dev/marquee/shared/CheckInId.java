package dev.marquee.shared;

import java.util.UUID;

/** Id of a check-in record. */
public record CheckInId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "chk";

    /** A new id. */
    public static CheckInId next() {
        return new CheckInId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static CheckInId of(String text) {
        return new CheckInId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
