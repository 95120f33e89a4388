package dev.marquee.shared;

import java.util.UUID;

/** Id of a plan. */
public record PlanId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "pln";

    /** A new id. */
    public static PlanId next() {
        return new PlanId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static PlanId of(String text) {
        return new PlanId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
