package dev.marquee.shared;

import java.util.UUID;

/** Id of a payment that differs from what was asked for. */
public record MismatchId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "mis";

    /** A new id. */
    public static MismatchId next() {
        return new MismatchId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static MismatchId of(String text) {
        return new MismatchId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
