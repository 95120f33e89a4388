package dev.marquee.checkin;

import dev.marquee.shared.EventId;

/**
 * Something was scanned or undone; published as a Spring application event after the commit, listeners must not block.
 *
 * @param revision of the door; what is older than what a listener has is to be dropped
 * @param admitted people admitted so far
 */
public record DoorMoved(EventId event, long revision, int admitted) {}
