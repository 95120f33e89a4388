package dev.marquee.platform.outbox;

import dev.marquee.shared.OutboxId;
import java.time.Instant;

/** An effect that failed too often and waits for a person. */
record DeadLetter(OutboxId id, String topic, String handler, int attempts, String lastError, Instant createdAt) {}
