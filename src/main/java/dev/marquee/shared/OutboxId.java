package dev.marquee.shared;

import java.util.UUID;

/** Id of an outbox row. */
public record OutboxId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "out";

    /** A new id. */
    public static OutboxId next() {
        return new OutboxId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static OutboxId of(String text) {
        return new OutboxId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
