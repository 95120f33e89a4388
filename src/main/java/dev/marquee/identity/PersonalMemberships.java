package dev.marquee.identity;

import dev.marquee.platform.personal.PersonalData;
import dev.marquee.platform.personal.PersonalRows;
import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The teams that a person belongs to. */
@Component
class PersonalMemberships implements PersonalData {

    private final PersonalRows rows;
    private final DatabaseClient database;

    PersonalMemberships(PersonalRows rows, DatabaseClient database) {
        this.rows = rows;
        this.database = database;
    }

    @Override
    public String section() {
        return "memberships";
    }

    @Override
    public Mono<List<Map<String, Object>>> of(PersonId person) {
        return rows.of(person, """
                select event_id as "evt:eventId", role, created_at as since
                from event_member where person_id = :person order by created_at desc, event_id desc
                """);
    }

    /** What the person owned stays owned by somebody without a name. */
    @Override
    public Mono<Void> erase(Leaving leaving) {
        return database.sql("delete from event_member where person_id = :person and role <> 'OWNER'")
                .bind("person", leaving.person().value())
                .then();
    }
}
