package dev.marquee.support;

import dev.marquee.platform.personal.PersonalData;
import dev.marquee.platform.personal.PersonalRows;
import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The events that a person has reported. */
@Component
class PersonalReports implements PersonalData {

    private final PersonalRows rows;
    private final DatabaseClient database;

    PersonalReports(PersonalRows rows, DatabaseClient database) {
        this.rows = rows;
        this.database = database;
    }

    @Override
    public String section() {
        return "reports";
    }

    @Override
    public Mono<List<Map<String, Object>>> of(PersonId person) {
        return rows.of(person, """
                select id as "rep:id", event_id as "evt:eventId", category, text, status, created_at as "createdAt",
                  decided_at as "decidedAt"
                from event_report where reporter_id = :person order by created_at desc, id desc
                """);
    }

    /** The words go, the report stays. */
    @Override
    public Mono<Void> erase(Leaving leaving) {
        return database.sql("update event_report set text = '(erased)' where reporter_id = :person")
                .bind("person", leaving.person().value())
                .then();
    }
}
