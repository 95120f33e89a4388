package dev.marquee.shared;

import java.util.UUID;

/** Id of a refund. */
public record RefundId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "rfd";

    /** A new id. */
    public static RefundId next() {
        return new RefundId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static RefundId of(String text) {
        return new RefundId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
