package dev.marquee.onboarding.team;

import dev.marquee.platform.personal.PersonalData;
import dev.marquee.platform.personal.PersonalRows;
import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The invitations to teams that went to a person's address. */
@Component
class PersonalInvitations implements PersonalData {

    private final PersonalRows rows;
    private final DatabaseClient database;

    PersonalInvitations(PersonalRows rows, DatabaseClient database) {
        this.rows = rows;
        this.database = database;
    }

    @Override
    public String section() {
        return "invitations";
    }

    @Override
    public Mono<List<Map<String, Object>>> of(PersonId person) {
        return rows.of(person, """
                select i.event_id as "evt:eventId", i.email, i.role, i.status, i.created_at as "createdAt"
                from team_invitation i
                where i.answered_by = :person
                   or (i.status = 'OPEN' and i.email = (select lower(email) from person where id = :person))
                order by i.created_at desc, i.id desc
                """);
    }

    @Override
    public Mono<Void> erase(Leaving leaving) {
        return database.sql("delete from team_invitation where answered_by = :person or (:proven and email = :email)")
                .bind("person", leaving.person().value())
                .bind("email", leaving.email())
                .bind("proven", leaving.proven())
                .then();
    }
}
