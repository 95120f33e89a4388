package dev.marquee.onboarding.request;

/** Life of a request for an event. */
enum EventRequestStatus {
    PENDING,
    APPROVED,
    REJECTED,
    WITHDRAWN;

    /** Whether a request in this state may come to another one: only what is pending may, and once. */
    boolean mayBecome(EventRequestStatus next) {
        return this == PENDING && next != PENDING;
    }
}
