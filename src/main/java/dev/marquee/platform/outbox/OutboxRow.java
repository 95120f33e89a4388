package dev.marquee.platform.outbox;

import dev.marquee.shared.OutboxId;

/** A row that was taken to be carried out. */
record OutboxRow(OutboxId id, String topic, String handler, String payload, int attempts) {}
