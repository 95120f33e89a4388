package dev.marquee.identity.profile;

/** The profile was changed. */
record UpdateProfileSuccess(Profile profile) {}
