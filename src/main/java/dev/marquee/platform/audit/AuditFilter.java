package dev.marquee.platform.audit;

import dev.marquee.shared.PersonId;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The schema's {@code AuditFilter}; null leaves everything in. */
record AuditFilter(
        @Nullable PersonId actorId,
        @Nullable String action,
        @Nullable String subjectId,
        @Nullable OffsetDateTime from,
        @Nullable OffsetDateTime until) {

    static final AuditFilter NONE = new AuditFilter(null, null, null, null, null);
}
