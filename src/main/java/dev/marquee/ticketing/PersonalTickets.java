package dev.marquee.ticketing;

import dev.marquee.ordering.Guests;
import dev.marquee.platform.Rows;
import dev.marquee.platform.personal.PersonalData;
import dev.marquee.platform.personal.PersonalRows;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The tickets that a person holds. */
@Component
class PersonalTickets implements PersonalData {

    private final PersonalRows rows;
    private final DatabaseClient database;
    private final Guests guests;

    PersonalTickets(PersonalRows rows, DatabaseClient database, Guests guests) {
        this.rows = rows;
        this.database = database;
        this.guests = guests;
    }

    @Override
    public String section() {
        return "tickets";
    }

    @Override
    public Mono<List<Map<String, Object>>> of(PersonId person) {
        return rows.of(person, """
                select id as "tic:id", event_id as "evt:eventId", order_id as "ord:orderId", code, status,
                  attendee_name as "attendeeName", attendee_email as "attendeeEmail", issued_at as "issuedAt",
                  used_at as "usedAt"
                from ticket where holder_id = :person order by issued_at desc, id desc
                """);
    }

    /**
     * The tickets stay as good as they are, without a name: those of the person, of which guests keep theirs until the event
     * is over, and those that others bought for the person.
     */
    @Override
    public Mono<Void> erase(Leaving leaving) {
        return database.sql("""
                        update ticket t set attendee_name = '', attendee_email = '' from event e
                        where e.id = t.event_id and t.holder_id = :person
                          and (e.ends_at < now() or lower(t.attendee_email) = :email)
                        """)
                .bind("person", leaving.person().value())
                .bind("email", leaving.email())
                .then()
                .then(leaving.proven() ? asGuest(leaving.email()) : Mono.empty());
    }

    private Mono<Void> asGuest(String email) {
        return database.sql("""
                        update ticket set attendee_name = '', attendee_email = ''
                        where lower(attendee_email) = :email and attendee_email <> '' returning order_id
                        """)
                .bind("email", email)
                .map(row -> new OrderId(Rows.uuid(row, "order_id")))
                .all()
                .collect(Collectors.toSet())
                .flatMap(orders -> guests.forget(orders, email));
    }
}
