package dev.marquee.onboarding.team;

/** Life of an invitation. */
enum InvitationStatus {
    OPEN,
    ACCEPTED,
    DECLINED,
    WITHDRAWN,
    EXPIRED;

    /** Whether it may come to another state: once, from OPEN. */
    boolean mayBecome(InvitationStatus next) {
        return this == OPEN && next != OPEN;
    }
}
