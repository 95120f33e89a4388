package dev.marquee.checkin;

/**
 * Figures of an event's door.
 *
 * @param admitted people admitted, undone admissions not counted
 * @param refused scans that were refused
 * @param issued tickets issued that are not revoked
 */
public record DoorTotals(int admitted, int refused, int issued) {}
