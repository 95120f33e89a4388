package dev.marquee.identity;

/** What a person may do on the platform, least first; each role includes the ones before it. */
public enum Role {
    USER,
    ORGANIZER,
    ADMIN
}
