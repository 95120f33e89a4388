package dev.marquee.shared;

import java.util.UUID;

/** Id of an entry of the audit log. */
public record AuditId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "aud";

    /** A new id. */
    public static AuditId next() {
        return new AuditId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static AuditId of(String text) {
        return new AuditId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
