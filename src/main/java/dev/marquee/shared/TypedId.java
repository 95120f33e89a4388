package dev.marquee.shared;

import de.fxlae.typeid.TypeId;
import java.util.UUID;

/** An id that knows what it identifies: a TypeID such as {@code evt_01jq...}, stored as its UUIDv7. */
public sealed interface TypedId
        permits PersonId,
                PlanId,
                CategoryId,
                EventId,
                TicketTypeId,
                OrderId,
                TicketId,
                CheckInId,
                OutboxId,
                RefundId,
                MismatchId,
                EventReportId,
                AuditId,
                EventRequestId,
                InvitationId {

    /** The UUIDv7 that the database stores. */
    UUID value();

    /** A new UUIDv7, growing with time. */
    static UUID generate() {
        return TypeId.generate().getUuid();
    }

    /** Prints the TypeID of a UUID under a prefix. */
    static String format(String prefix, UUID value) {
        return TypeId.of(prefix, value).toString();
    }

    /**
     * Reads a TypeID.
     *
     * @throws IllegalArgumentException when the text is no TypeID or has another prefix
     */
    static UUID parse(String prefix, String text) {
        TypeId id;
        try {
            id = TypeId.parse(text);
        } catch (RuntimeException malformed) {
            throw new IllegalArgumentException("is no id of the form '" + prefix + "_...'", malformed);
        }
        if (!id.getPrefix().equals(prefix)) {
            throw new IllegalArgumentException("is no id of the form '" + prefix + "_...'");
        }
        return id.getUuid();
    }
}
