package dev.marquee.ticketing;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderLine;
import dev.marquee.ordering.PaidStep;
import dev.marquee.shared.TypedId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Issues the tickets of paid orders, exactly once whatever is repeated, in one statement. */
@Component
class TicketIssue implements PaidStep {

    private final DatabaseClient database;
    private final Clock clock;

    TicketIssue(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Mono<Void> onPaid(List<Order> orders) {
        List<Seat> seats =
                orders.stream().flatMap(order -> seats(order).stream()).toList();
        return database.sql("""
                        insert into ticket (id, order_id, event_id, ticket_type_id, place, holder_id, code, status,
                                            attendee_name, attendee_email, issued_at)
                        select s.id, s.order_id, s.event_id, s.ticket_type_id, s.place, s.holder_id, s.code, 'VALID',
                               s.name, s.email, :now
                        from unnest(:ids::uuid[], :orders::uuid[], :events::uuid[], :types::uuid[], :places::int[],
                                    :holders::uuid[], :codes::text[], :names::text[], :emails::text[])
                          as s (id, order_id, event_id, ticket_type_id, place, holder_id, code, name, email)
                        on conflict (order_id, ticket_type_id, place) do nothing
                        """)
                .bind("now", clock.instant())
                .bind("ids", column(seats, Seat::id, UUID[]::new))
                .bind("orders", column(seats, seat -> seat.order().id().value(), UUID[]::new))
                .bind("events", column(seats, seat -> seat.order().eventId().value(), UUID[]::new))
                .bind("types", column(seats, Seat::ticketType, UUID[]::new))
                .bind("places", column(seats, Seat::place, Integer[]::new))
                .bind("holders", column(seats, seat -> seat.order().buyerId().value(), UUID[]::new))
                .bind("codes", column(seats, Seat::code, String[]::new))
                .bind("names", column(seats, seat -> seat.attendee().name(), String[]::new))
                .bind("emails", column(seats, seat -> seat.attendee().email(), String[]::new))
                .then();
    }

    private static <V> V[] column(List<Seat> seats, Function<Seat, V> value, IntFunction<V[]> array) {
        return seats.stream().map(value).toArray(array);
    }

    private static List<Seat> seats(Order order) {
        List<Seat> seats = new ArrayList<>();
        for (OrderLine line : order.lines()) {
            requireEverybody(line);
            for (int place = 0; place < line.quantity(); place++) {
                seats.add(Seat.of(order, line, place));
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
    private record Seat(UUID id, Order order, UUID ticketType, int place, String code, OrderLine.Attendee attendee) {

        static Seat of(Order order, OrderLine line, int place) {
            return new Seat(
                    TypedId.generate(),
                    order,
                    line.ticketTypeId().value(),
                    place,
                    TicketCodes.next(),
                    line.attendees().get(place));
        }
    }
}
