package dev.marquee.shared;

import java.util.UUID;

/** Id of an order. */
public record OrderId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "ord";

    /** A new id. */
    public static OrderId next() {
        return new OrderId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static OrderId of(String text) {
        return new OrderId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
