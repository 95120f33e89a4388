package dev.marquee.checkin;

import dev.marquee.shared.CheckInId;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one scan, refused ones too.
 *
 * @param ticketId the ticket that was scanned, of whatever event; null when there is none
 * @param firstId the admission that used the ticket before, for {@code ALREADY_CHECKED_IN}
 * @param revision of the event's door at the last change of this record
 */
record CheckIn(
        CheckInId id,
        EventId eventId,
        @Nullable TicketId ticketId,
        ScanOutcome outcome,
        @Nullable CheckInId firstId,
        String gate,
        String device,
        Instant scannedAt,
        @Nullable Instant undoneAt,
        long revision) {

    /** The ticket as far as the team of this event may know it. */
    @Nullable TicketId ownTicketId() {
        return outcome == ScanOutcome.WRONG_EVENT ? null : ticketId;
    }
}
