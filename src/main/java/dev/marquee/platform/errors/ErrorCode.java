package dev.marquee.platform.errors;

/** Stable codes in {@code extensions.code} of GraphQL errors. */
public enum ErrorCode {
    /** The input is malformed; {@code extensions.field} names where. */
    BAD_USER_INPUT,
    /** No valid token. */
    UNAUTHENTICATED,
    /** The caller's account is suspended or deleted. */
    SUSPENDED,
    /** The caller's role does not allow this. */
    FORBIDDEN,
    /** The feature is switched off for the event; {@code feature}, {@code event} and {@code plans} tell which. */
    FEATURE_DISABLED,
    /** There is no such thing, or the caller may not know of it. */
    NOT_FOUND,
    /** Too many calls; {@code retryAfterMs} tells when to come back. */
    RATE_LIMITED,
    /** The operation is too large; {@code cost} and {@code limit} tell by how much. */
    QUERY_TOO_COMPLEX,
    /** A part that the answer needs is out of reach; trying again later helps. */
    UNAVAILABLE,
    /** A fault of the server; {@code executionId} finds it in the log. */
    INTERNAL
}
