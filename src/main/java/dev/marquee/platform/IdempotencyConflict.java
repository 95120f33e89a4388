package dev.marquee.platform;

/** The key was used before with another payload. */
public record IdempotencyConflict() implements Refusal {

    @Override
    public RefusalCode code() {
        return RefusalCode.IDEMPOTENCY_CONFLICT;
    }

    @Override
    public String message() {
        return "This idempotency key was used with another payload; use a new key.";
    }
}
