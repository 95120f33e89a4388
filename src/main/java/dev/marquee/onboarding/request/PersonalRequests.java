package dev.marquee.onboarding.request;

import dev.marquee.platform.personal.PersonalData;
import dev.marquee.platform.personal.PersonalRows;
import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The events that a person has asked for. */
@Component
class PersonalRequests implements PersonalData {

    private final PersonalRows rows;
    private final DatabaseClient database;

    PersonalRequests(PersonalRows rows, DatabaseClient database) {
        this.rows = rows;
        this.database = database;
    }

    @Override
    public String section() {
        return "requests";
    }

    @Override
    public Mono<List<Map<String, Object>>> of(PersonId person) {
        return rows.of(person, """
                select id as "erq:id", details, organizer, status, reason, created_at as "createdAt",
                  decided_at as "decidedAt", event_id as "evt:eventId"
                from event_request where requester_id = :person order by created_at desc, id desc
                """);
    }

    @Override
    public Mono<Void> erase(Leaving leaving) {
        return database.sql("update event_request set organizer = '{\"name\": \"\"}' where requester_id = :person")
                .bind("person", leaving.person().value())
                .then();
    }
}
