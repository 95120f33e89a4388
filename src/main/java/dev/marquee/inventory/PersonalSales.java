package dev.marquee.inventory;

import dev.marquee.platform.Rows;
import dev.marquee.platform.personal.PersonalData;
import dev.marquee.platform.personal.PersonalRows;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was sold of the events that a person owns and that are to come. */
@Component
class PersonalSales implements PersonalData {

    private final PersonalRows rows;
    private final DatabaseClient database;
    private final Clock clock;

    PersonalSales(PersonalRows rows, DatabaseClient database, Clock clock) {
        this.rows = rows;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String section() {
        return "sales";
    }

    @Override
    public Mono<List<Map<String, Object>>> of(PersonId person) {
        return rows.of(person, """
                select e.id as "evt:eventId", s.sold
                from event_member m join event e on e.id = m.event_id join event_stock s on s.event_id = e.id
                where m.person_id = :person and m.role = 'OWNER' order by m.created_at desc, e.id desc
                """);
    }

    /** Nobody leaves those alone who bought. */
    @Override
    public Mono<Integer> hindrances(PersonId person) {
        return database.sql("""
                        select count(*)::int as events
                        from event_member m join event e on e.id = m.event_id join event_stock s on s.event_id = e.id
                        where m.person_id = :person and m.role = 'OWNER' and s.sold > 0
                          and e.status <> 'CANCELLED' and e.ends_at > :now
                        """)
                .bind("person", person.value())
                .bind("now", clock.instant())
                .map(row -> Rows.integer(row, "events"))
                .one();
    }
}
