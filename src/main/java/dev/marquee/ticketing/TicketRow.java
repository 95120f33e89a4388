package dev.marquee.ticketing;

import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketId;
import dev.marquee.shared.TicketTypeId;
import io.r2dbc.spi.Readable;
import java.time.Instant;

/** Reads a ticket from a row of any statement that has its columns. */
public final class TicketRow {

    /** The columns that {@link #ticket} reads. */
    public static final String COLUMNS =
            "id, order_id, event_id, ticket_type_id, holder_id, code, status, attendee_name,"
                    + " attendee_email, serial, issued_at, used_at";

    private TicketRow() {}

    public static Ticket ticket(Readable row) {
        return new Ticket(
                new TicketId(Rows.uuid(row, "id")),
                new OrderId(Rows.uuid(row, "order_id")),
                new EventId(Rows.uuid(row, "event_id")),
                new TicketTypeId(Rows.uuid(row, "ticket_type_id")),
                new PersonId(Rows.uuid(row, "holder_id")),
                Rows.text(row, "code"),
                TicketStatus.valueOf(Rows.text(row, "status")),
                new Ticket.Attendee(Rows.text(row, "attendee_name"), Rows.text(row, "attendee_email")),
                Rows.integer(row, "serial"),
                Rows.instant(row, "issued_at"),
                row.get("used_at", Instant.class));
    }
}
