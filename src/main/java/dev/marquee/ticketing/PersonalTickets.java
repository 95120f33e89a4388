package dev.marquee.ticketing;

import dev.marquee.platform.PersonalData;
import dev.marquee.platform.PersonalRows;
import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The tickets that a person holds. */
@Component
class PersonalTickets implements PersonalData {

    private final PersonalRows rows;
    private final DatabaseClient database;

    PersonalTickets(PersonalRows rows, DatabaseClient database) {
        this.rows = rows;
        this.database = database;
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

    /** The tickets stay as good as they are, without a name. */
    @Override
    public Mono<Void> erase(Leaving leaving) {
        return database.sql("""
                        update ticket set attendee_name = '', attendee_email = ''
                        where holder_id = :person and lower(attendee_email) = :email
                        """)
                .bind("person", leaving.person().value())
                .bind("email", leaving.email())
                .then();
    }
}
