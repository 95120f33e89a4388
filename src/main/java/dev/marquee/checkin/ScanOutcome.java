package dev.marquee.checkin;

/** What a scan came to. */
enum ScanOutcome {
    ADMITTED,
    ALREADY_CHECKED_IN,
    TICKET_REVOKED,
    WRONG_EVENT,
    UNKNOWN_TICKET
}
