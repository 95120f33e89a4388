package dev.marquee.identity.people;

import dev.marquee.identity.Role;
import dev.marquee.identity.profile.Standings;
import dev.marquee.platform.Rows;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What Keycloak has to hear of people, in the database. */
@Component
class KeycloakStanding {

    private final DatabaseClient database;
    private final Clock clock;

    KeycloakStanding(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What Keycloak has to say of a person.
     *
     * @param revision grows with each change
     * @param pending the roles that Keycloak has to give, if they are among {@code roles}, or to take
     */
    record Wanted(
            PersonId person,
            String subject,
            long revision,
            boolean barred,
            boolean deleted,
            Set<Role> roles,
            Set<Role> pending) {}

    Mono<Wanted> of(PersonId person) {
        return database.sql("""
                        select subject, standing_revision, roles, pending_roles,
                          suspended_at is not null or deleted_at is not null as barred,
                          deleted_at is not null as deleted
                        from person where id = :person
                        """)
                .bind("person", person.value())
                .map(row -> new Wanted(
                        person,
                        Rows.text(row, "subject"),
                        Rows.number(row, "standing_revision"),
                        Rows.flag(row, "barred"),
                        Rows.flag(row, "deleted"),
                        Standings.roles(row, "roles"),
                        Standings.roles(row, "pending_roles")))
                .one();
    }

    /** Keycloak says it now: tokens of the next second on are right. False when there was another change meanwhile. */
    Mono<Boolean> isSaid(Wanted wanted) {
        Instant next = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return database.sql("""
                        update person set pending_roles = '{}',
                          roles_as_of = case when pending_roles = '{}' then roles_as_of else :next end
                        where id = :person and standing_revision = :revision
                        """)
                .bind("person", wanted.person().value())
                .bind("revision", wanted.revision())
                .bind("next", next)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }
}
