package dev.marquee.checkin;

import dev.marquee.shared.EventId;

/** A scan at the door. */
record CheckInInput(EventId eventId, String code, String gate, String device, String nonce) {}
