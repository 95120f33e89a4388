package dev.marquee.shared;

import java.util.UUID;

/** Id of a report of an event. */
public record EventReportId(UUID value) implements TypedId {

    /** Prefix of the TypeID. */
    public static final String PREFIX = "rep";

    /** A new id. */
    public static EventReportId next() {
        return new EventReportId(TypedId.generate());
    }

    /** Reads a TypeID; {@link IllegalArgumentException} when it is none of this kind. */
    public static EventReportId of(String text) {
        return new EventReportId(TypedId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypedId.format(PREFIX, value);
    }
}
