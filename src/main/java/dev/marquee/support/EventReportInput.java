package dev.marquee.support;

import dev.marquee.shared.EventId;
import dev.marquee.shared.EventReportId;

/** The inputs of the mutations of reports. */
sealed interface EventReportInput {

    /** What is wrong with which event. */
    record Report(EventId eventId, ReportCategory category, String text) implements EventReportInput {}

    /** Which report is dismissed. */
    record Dismiss(EventReportId reportId) implements EventReportInput {}

    /** Which event is removed, and why. */
    record Remove(EventId eventId, String reason) implements EventReportInput {}
}
