package dev.marquee.checkin;

import dev.marquee.ticketing.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * What a scan came to.
 *
 * @param ticket as the admission leaves it; null when nobody was admitted
 * @param door as all scans leave it that were judged together
 */
record Passage(CheckIn checkIn, @Nullable Ticket ticket, DoorMoved door) {}
