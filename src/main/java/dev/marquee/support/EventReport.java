package dev.marquee.support;

import dev.marquee.shared.EventId;
import dev.marquee.shared.EventReportId;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a person finds wrong with an event. */
record EventReport(
        EventReportId id,
        EventId eventId,
        PersonId reporterId,
        ReportCategory category,
        String text,
        ReportStatus status,
        Instant createdAt,
        @Nullable Instant decidedAt,
        @Nullable PersonId decidedById) {

    /** A new report. */
    static EventReport open(EventId event, PersonId reporter, ReportCategory category, String text, Instant now) {
        return new EventReport(
                EventReportId.next(), event, reporter, category, text, ReportStatus.OPEN, now, null, null);
    }
}
