package dev.marquee.support;

import dev.marquee.platform.errors.Refusal;
import dev.marquee.platform.errors.RefusalCode;

/** What a mutation of reports came to. */
sealed interface EventReportResult {

    /** The report waits for a decision. */
    record ReportEventSuccess(EventReport report) implements EventReportResult {}

    /** The event stays; the report is closed. */
    record DismissEventReportSuccess(EventReport report) implements EventReportResult {}

    /** The person has reported the event, and nobody has decided yet. */
    record AlreadyReported(EventReport report) implements EventReportResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.ALREADY_REPORTED;
        }

        @Override
        public String message() {
            return "You have reported this event; somebody looks at it.";
        }
    }

    /** The person has reported as many events within a day as one may. */
    record ReportLimitReached(int limit) implements EventReportResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.REPORT_LIMIT_REACHED;
        }

        @Override
        public String message() {
            return "You may report " + limit + " events a day.";
        }
    }

    /** Somebody has decided about the report. */
    record ReportDecided(ReportStatus status) implements EventReportResult, Refusal {

        @Override
        public RefusalCode code() {
            return RefusalCode.REPORT_DECIDED;
        }

        @Override
        public String message() {
            return "The report was decided before.";
        }
    }
}
