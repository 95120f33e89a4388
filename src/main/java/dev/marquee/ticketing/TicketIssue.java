package dev.marquee.ticketing;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderLine;
import dev.marquee.ordering.PaidStep;
import dev.marquee.platform.database.Write;
import dev.marquee.platform.database.Writes;
import dev.marquee.shared.TicketId;
import dev.marquee.shared.TypedId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Issues the tickets of paid orders, exactly once whatever is repeated, in one statement. */
@Component
class TicketIssue implements PaidStep {

    private static final Write.Kind TICKETS = new Write.Kind("tickets", """
            tickets as (
              insert into ticket (id, order_id, event_id, ticket_type_id, place, holder_id, code, status,
                                  attendee_name, attendee_email, issued_at)
              select s.id, s.order_id, s.event_id, s.ticket_type_id, s.place, s.holder_id, s.code, 'VALID',
                     s.name, s.email, s.issued_at
              from unnest(:ids::uuid[], :orders::uuid[], :events::uuid[], :types::uuid[], :places::int[],
                          :holders::uuid[], :codes::text[], :names::text[], :emails::text[],
                          :issued::timestamptz[])
                as s (id, order_id, event_id, ticket_type_id, place, holder_id, code, name, email, issued_at)
              on conflict (order_id, ticket_type_id, place) do nothing returning 1
            )""");

    private final Writes writes;
    private final JustIssued justIssued;
    private final Clock clock;

    TicketIssue(Writes writes, JustIssued justIssued, Clock clock) {
        this.writes = writes;
        this.justIssued = justIssued;
        this.clock = clock;
    }

    /** One ticket to be, and its place in its line. */
    private record Seat(Ticket ticket, int place) {}

    /** The tickets to be of an order. */
    private record Issue(Order order, List<Seat> seats) {

        List<Ticket> tickets() {
            return seats.stream().map(Seat::ticket).toList();
        }
    }

    @Override
    public Mono<Void> onPaid(List<Order> orders) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Issue> issues = orders.stream()
                .map(order -> new Issue(order, seats(order, now)))
                .toList();
        List<Seat> seats =
                issues.stream().flatMap(issue -> issue.seats().stream()).toList();
        return writes.add(write(seats).whenWritten(issued -> {
            if (issued == seats.size()) {
                issues.forEach(issue -> justIssued.remember(issue.order(), issue.tickets()));
            }
        }));
    }

    private static Write write(List<Seat> seats) {
        return new Write(TICKETS)
                .bind("ids", column(seats, ticket -> ticket.id().value(), UUID[]::new))
                .bind("orders", column(seats, ticket -> ticket.orderId().value(), UUID[]::new))
                .bind("events", column(seats, ticket -> ticket.eventId().value(), UUID[]::new))
                .bind("types", column(seats, ticket -> ticket.ticketTypeId().value(), UUID[]::new))
                .bind("places", seats.stream().map(Seat::place).toArray(Integer[]::new))
                .bind("holders", column(seats, ticket -> ticket.holderId().value(), UUID[]::new))
                .bind("codes", column(seats, Ticket::code, String[]::new))
                .bind("names", column(seats, ticket -> ticket.attendee().name(), String[]::new))
                .bind("emails", column(seats, ticket -> ticket.attendee().email(), String[]::new))
                .bind("issued", column(seats, Ticket::issuedAt, Instant[]::new));
    }

    private static <V> V[] column(List<Seat> seats, Function<Ticket, V> value, IntFunction<V[]> array) {
        return seats.stream().map(Seat::ticket).map(value).toArray(array);
    }

    private static List<Seat> seats(Order order, Instant now) {
        List<Seat> seats = new ArrayList<>();
        for (OrderLine line : order.lines()) {
            requireEverybody(line);
            for (int place = 0; place < line.quantity(); place++) {
                seats.add(new Seat(ticket(order, line, line.attendees().get(place), now), place));
            }
        }
        return seats;
    }

    private static Ticket ticket(Order order, OrderLine line, OrderLine.Attendee attendee, Instant now) {
        return new Ticket(
                new TicketId(TypedId.generate()),
                order.id(),
                order.eventId(),
                line.ticketTypeId(),
                order.buyerId(),
                TicketCodes.next(),
                TicketStatus.VALID,
                new Ticket.Attendee(attendee.name(), attendee.email()),
                1,
                now,
                null);
    }

    private static void requireEverybody(OrderLine line) {
        if (line.attendees().size() != line.quantity()) {
            throw new IllegalStateException("a line of " + line.quantity() + " tickets names "
                    + line.attendees().size() + " attendees");
        }
    }
}
