package dev.marquee.ticketing;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderLine;
import dev.marquee.ordering.PaidStep;
import dev.marquee.shared.TypedId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Issues the tickets of a paid order, exactly once whatever is repeated, in one statement. */
@Component
class TicketIssue implements PaidStep {

    private final DatabaseClient database;
    private final Clock clock;

    TicketIssue(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Mono<Void> onPaid(Order order) {
        List<Seat> seats = seats(order);
        return database.sql("""
                        insert into ticket (id, order_id, event_id, ticket_type_id, place, holder_id, code, status,
                                            attendee_name, attendee_email, issued_at)
                        select s.id, :order, :event, s.ticket_type_id, s.place, :holder, s.code, 'VALID',
                               s.name, s.email, :now
                        from unnest(:ids, :types, :places, :codes, :names, :emails)
                          as s (id, ticket_type_id, place, code, name, email)
                        on conflict (order_id, ticket_type_id, place) do nothing
                        """)
                .bind("order", order.id().value())
                .bind("event", order.eventId().value())
                .bind("holder", order.buyerId().value())
                .bind("now", clock.instant())
                .bind("ids", seats.stream().map(Seat::id).toArray(UUID[]::new))
                .bind("types", seats.stream().map(Seat::ticketType).toArray(UUID[]::new))
                .bind("places", seats.stream().map(Seat::place).toArray(Integer[]::new))
                .bind("codes", seats.stream().map(Seat::code).toArray(String[]::new))
                .bind(
                        "names",
                        seats.stream().map(seat -> seat.attendee().name()).toArray(String[]::new))
                .bind(
                        "emails",
                        seats.stream().map(seat -> seat.attendee().email()).toArray(String[]::new))
                .then();
    }

    private static List<Seat> seats(Order order) {
        List<Seat> seats = new ArrayList<>();
        for (OrderLine line : order.lines()) {
            requireEverybody(line);
            for (int place = 0; place < line.quantity(); place++) {
                seats.add(Seat.of(line, place));
            }
        }
        return seats;
    }

    private static void requireEverybody(OrderLine line) {
        if (line.attendees().size() != line.quantity()) {
            throw new IllegalStateException("a line of " + line.quantity() + " tickets names "
                    + line.attendees().size() + " attendees");
        }
    }

    /** One ticket to be. */
    private record Seat(UUID id, UUID ticketType, int place, String code, OrderLine.Attendee attendee) {

        static Seat of(OrderLine line, int place) {
            return new Seat(
                    TypedId.generate(),
                    line.ticketTypeId().value(),
                    place,
                    TicketCodes.next(),
                    line.attendees().get(place));
        }
    }
}
