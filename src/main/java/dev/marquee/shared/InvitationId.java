package dev.marquee.shared;

import java.util.UUID;

/** Id of an invitation to a team. */
public record InvitationId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "inv";

    /** A new id. */
    public static InvitationId next() {
        return new InvitationId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static InvitationId of(String text) {
        return new InvitationId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
