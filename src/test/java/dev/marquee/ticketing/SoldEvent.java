package dev.marquee.ticketing;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderLine;
import dev.marquee.ordering.OrderStatus;
import dev.marquee.platform.database.WriteSettings;
import dev.marquee.platform.database.Writes;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * A published event with one free ticket type, written straight into the tables, and orders for it.
 *
 * @param organizer the event's organizer, who owns its team
 */
public record SoldEvent(DatabaseClient database, EventId id, TicketTypeId ticketType, PersonId organizer) {

    private static final Instant CREATED = Instant.parse("2026-11-01T10:00:00Z");

    /** A new event with plenty of places. */
    public static SoldEvent create(DatabaseClient database) {
        return create(database, person(database, UUID.randomUUID().toString()));
    }

    /** Likewise, of a person. */
    public static SoldEvent create(DatabaseClient database, PersonId organizer) {
        SoldEvent event = new SoldEvent(database, EventId.next(), TicketTypeId.next(), organizer);
        event.insert();
        return event;
    }

    /** A new person with this subject. */
    public static PersonId person(DatabaseClient database, String subject) {
        PersonId id = PersonId.next();
        database.sql(
                        "insert into person (id, subject, email, display_name) values (:id, :subject, :email, 'Test Person')")
                .bind("id", id.value())
                .bind("subject", subject)
                .bind("email", subject + "@marquee.test")
                .then()
                .block();
        return id;
    }

    /** Issues so many tickets to a person and returns them. */
    public List<Ticket> issue(PersonId buyer, int quantity) {
        Order order = order(buyer, quantity);
        new TicketIssue(new Writes(database, new WriteSettings(true)), new JustIssued(), Clock.systemUTC())
                .onPaid(List.of(order))
                .block();
        return Objects.requireNonNull(new TicketQueries(database)
                .ofOrders(List.of(order.id()))
                .collectList()
                .block());
    }

    /** A paid order without its tickets. */
    public Order order(PersonId buyer, int quantity) {
        OrderId id = OrderId.next();
        database.sql("""
                        with stock as (
                          update event_stock set sold = sold + :quantity where event_id = :event
                        ),
                        held as (
                          insert into hold (order_id, ticket_type_id, event_id, person_id, quantity, state)
                          values (:id, :type, :event, :buyer, :quantity, 'SOLD')
                        ),
                        line as (
                          insert into order_line (order_id, ticket_type_id, place, quantity, unit_price)
                          values (:id, :type, 1, :quantity, 0)
                        )
                        insert into orders (id, event_id, buyer_id, confirmation_code, status, currency, total,
                                            application_fee, buyer_name, buyer_email, paid_at)
                        values (:id, :event, :buyer, :code, 'PAID', 'EUR', 0, 0, 'Test Person', 'test@marquee.test', now())
                        """)
                .bind("type", ticketType.value())
                .bind("id", id.value())
                .bind("event", this.id.value())
                .bind("buyer", buyer.value())
                .bind("code", id.toString())
                .bind("quantity", quantity)
                .then()
                .block();
        Money free = Money.of(0, "EUR");
        List<OrderLine> lines = List.of(new OrderLine(ticketType, quantity, free, attendees(quantity)));
        return new Order(
                id,
                this.id,
                buyer,
                id.toString(),
                OrderStatus.PAID,
                lines,
                free,
                free,
                "Test Person",
                "test@marquee.test",
                null,
                2,
                CREATED,
                CREATED);
    }

    /** Makes a person a member of the event's team. */
    public void member(PersonId person, String role) {
        database.sql("insert into event_member (event_id, person_id, role) values (:event, :person, :role)")
                .bind("event", id.value())
                .bind("person", person.value())
                .bind("role", role)
                .then()
                .block();
    }

    private static List<OrderLine.Attendee> attendees(int quantity) {
        return IntStream.range(0, quantity)
                .mapToObj(i -> new OrderLine.Attendee("Guest " + i, "guest" + i + "@marquee.test"))
                .toList();
    }

    private void insert() {
        database.sql("""
                        insert into event (id, organizer_id, category_id, title, slug, description, venue_name, street,
                                           city, country, latitude, longitude, time_zone, starts_at, ends_at, capacity,
                                           currency, status, published_at)
                        select :id, :organizer, id, 'Door test', 'door-' || :id, '', 'Hall', 'Street 1', 'Berlin', 'DE',
                               52.5, 13.4, 'Europe/Berlin', now() + interval '1 day', now() + interval '2 days', 100000,
                               'EUR', 'PUBLISHED', now()
                        from category where slug = 'music'
                        """)
                .bind("id", id.value())
                .bind("organizer", organizer.value())
                .then()
                .then(database.sql("insert into event_stock (event_id, capacity) values (:event, 100000)")
                        .bind("event", id.value())
                        .then())
                .then(database.sql("""
                                insert into ticket_type (id, event_id, name, price, currency, quantity, max_per_order,
                                                         position)
                                values (:id, :event, 'General', 0, 'EUR', 100000, 100, 0)
                                """)
                        .bind("id", ticketType.value())
                        .bind("event", id.value())
                        .then())
                .block();
        member(organizer, "OWNER");
    }
}
