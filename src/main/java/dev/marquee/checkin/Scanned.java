package dev.marquee.checkin;

import dev.marquee.shared.CheckInId;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Locked tickets while scans are judged one after the other: the first scan admits, the others find who used it. */
final class Scanned {

    private final Map<TicketId, State> byId = new HashMap<>();
    private final Map<String, TicketId> byCode = new HashMap<>();

    /** A ticket as it was read, or as a scan before has left it. */
    record State(
            TicketId id,
            EventId event,
            String status,
            int serial,
            @Nullable CheckInId admission) {

        private State usedBy(CheckInId scan) {
            return new State(id, event, "USED", serial, scan);
        }
    }

    /** What a scan came to, and which admission used the ticket before. */
    record Verdict(
            Scan scan,
            ScanOutcome outcome,
            @Nullable TicketId ticket,
            @Nullable CheckInId first) {}

    void put(String code, State ticket) {
        byId.put(ticket.id(), ticket);
        byCode.put(code, ticket.id());
    }

    /** Judges a scan; an admission uses the ticket. */
    Verdict judge(Scan scan) {
        State ticket = ticketOf(scan.presented());
        if (ticket == null) {
            return new Verdict(scan, ScanOutcome.UNKNOWN_TICKET, null, null);
        }
        ScanOutcome outcome = outcome(scan, ticket);
        if (outcome == ScanOutcome.ADMITTED) {
            byId.put(ticket.id(), ticket.usedBy(scan.id()));
        }
        return new Verdict(
                scan, outcome, ticket.id(), outcome == ScanOutcome.ALREADY_CHECKED_IN ? ticket.admission() : null);
    }

    private static ScanOutcome outcome(Scan scan, State ticket) {
        Integer serial = scan.presented().serial();
        if (!ticket.event().equals(scan.event())) {
            return ScanOutcome.WRONG_EVENT;
        }
        if (ticket.status().equals("REVOKED") || (serial != null && serial != ticket.serial())) {
            return ScanOutcome.TICKET_REVOKED;
        }
        return ticket.status().equals("USED") ? ScanOutcome.ALREADY_CHECKED_IN : ScanOutcome.ADMITTED;
    }

    private @Nullable State ticketOf(Scan.Presented presented) {
        TicketId id = presented.code() == null ? presented.ticket() : byCode.get(presented.code());
        return id == null ? null : byId.get(id);
    }
}
