package dev.marquee.payments;

/** What came of a message of Stripe. */
enum EventOutcome {
    /** It changed a payment or a refund. */
    APPLIED,
    /** It is of no use here, or told what was known. */
    IGNORED,
    /** It told of other money than was asked for. */
    MISMATCH
}
