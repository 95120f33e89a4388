package dev.marquee.platform.audit;

import dev.marquee.shared.AuditId;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did.
 *
 * @param actorId null when it was the server itself
 * @param subjectId TypeID of what it was done to
 * @param before JSON value of what differs, null when there was nothing
 * @param after JSON value of what differs, null when there is nothing
 */
public record AuditEntry(
        AuditId id,
        @Nullable PersonId actorId,
        String action,
        String subjectId,
        @Nullable Object before,
        @Nullable Object after,
        Instant at) {}
