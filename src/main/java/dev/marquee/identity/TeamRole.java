package dev.marquee.identity;

/** What a person is in the team of one event. */
public enum TeamRole {
    OWNER,
    MANAGER,
    STEWARD
}
