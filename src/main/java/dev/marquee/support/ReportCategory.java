package dev.marquee.support;

/** What is wrong with an event. */
enum ReportCategory {
    FAKE,
    SCAM,
    OFFENSIVE,
    OTHER
}
