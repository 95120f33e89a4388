package dev.marquee.support;

/** What became of a report. */
enum ReportStatus {
    OPEN,
    DISMISSED,
    UPHELD
}
