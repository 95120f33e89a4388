package dev.marquee.ordering;

import dev.marquee.ordering.OrderLine.Attendee;
import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of the orders table, each with its lines. */
final class OrderRows {

    /** The columns of an order under the alias {@code o}. */
    static final String COLUMNS = """
            o.id, o.event_id, o.buyer_id, o.confirmation_code, o.status, o.currency, o.total, o.application_fee,
            o.buyer_name, o.buyer_email, o.hold_expires_at, o.revision, o.created_at, o.paid_at,
            (select jsonb_agg(jsonb_build_object('ticketType', l.ticket_type_id, 'quantity', l.quantity,
               'unitPrice', l.unit_price, 'attendees', l.attendees) order by l.place)
             from order_line l where l.order_id = o.id)::text as lines
            """;

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};

    private OrderRows() {}

    private record Line(UUID ticketType, int quantity, long unitPrice, List<Attendee> attendees) {

        OrderLine in(Currency currency) {
            return new OrderLine(new TicketTypeId(ticketType), quantity, new Money(unitPrice, currency), attendees);
        }
    }

    static Order order(Readable row) {
        Currency currency = Currency.getInstance(Rows.text(row, "currency"));
        return new Order(
                new OrderId(Rows.uuid(row, "id")),
                new EventId(Rows.uuid(row, "event_id")),
                new PersonId(Rows.uuid(row, "buyer_id")),
                Rows.text(row, "confirmation_code"),
                OrderStatus.valueOf(Rows.text(row, "status")),
                lines(Rows.text(row, "lines"), currency),
                new Money(Rows.number(row, "total"), currency),
                new Money(Rows.number(row, "application_fee"), currency),
                Rows.text(row, "buyer_name"),
                Rows.text(row, "buyer_email"),
                row.get("hold_expires_at", Instant.class),
                Rows.number(row, "revision"),
                Rows.instant(row, "created_at"),
                row.get("paid_at", Instant.class));
    }

    /** Attendees as the database keeps them. */
    static String json(List<Attendee> attendees) {
        return JSON.writeValueAsString(attendees);
    }

    private static List<OrderLine> lines(String json, Currency currency) {
        return JSON.readValue(json, LINES).stream()
                .map(line -> line.in(currency))
                .toList();
    }
}
