package dev.marquee.identity.people;

/** Whether an account may be used. */
enum UserStatus {
    ACTIVE,
    SUSPENDED,
    DELETED
}
