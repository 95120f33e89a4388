package dev.marquee.checkin;

import dev.marquee.ticketing.Ticket;
import java.time.Instant;

/** Outcome of {@code checkIn}. */
sealed interface CheckInResult {

    /** Let the person in; the ticket is used now. */
    record Admitted(CheckIn checkIn, Ticket ticket) implements CheckInResult {}

    /** The ticket was used before. */
    record AlreadyCheckedIn(Instant at, String gate, String device) implements CheckInResult {}

    /** The ticket is worthless. */
    record TicketRevoked() implements CheckInResult {

        public String message() {
            return "This ticket is worthless: it was refunded, cancelled or transferred.";
        }
    }

    /** The ticket belongs to another event. */
    record WrongEvent() implements CheckInResult {

        public String message() {
            return "This ticket is for another event.";
        }
    }

    /** There is no such ticket. */
    record UnknownTicket() implements CheckInResult {

        public String message() {
            return "There is no such ticket.";
        }
    }
}
