package dev.marquee.identity.people;

import dev.marquee.identity.Role;
import dev.marquee.platform.Rows;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes the standing of people; every method joins the current transaction. */
@Component
public class UserStore {

    private final DatabaseClient database;

    UserStore(DatabaseClient database) {
        this.database = database;
    }

    /** Lets nobody else change anybody's standing until the transaction ends. */
    public Mono<Void> lock() {
        return database.sql("select pg_advisory_xact_lock(hashtext('identity.standing'))")
                .then();
    }

    /** Whether a person runs the platform at this moment. */
    Mono<Boolean> isAdministrator(PersonId person) {
        return exists("id = :person", person);
    }

    /** Whether somebody other than a person runs the platform at this moment. */
    public Mono<Boolean> isAdministratorBeside(PersonId person) {
        return exists("id <> :person", person);
    }

    private Mono<Boolean> exists(String which, PersonId person) {
        return database.sql("select exists (select from person where " + which
                        + " and 'ADMIN' = any(roles) and suspended_at is null and deleted_at is null) as found")
                .bind("person", person.value())
                .map(row -> Rows.flag(row, "found"))
                .one();
    }

    Mono<User> suspend(PersonId person, String reason, PersonId by, Instant now) {
        return database.sql("""
                        update person set suspended_at = :now, suspended_by = :by, suspension_reason = :reason,
                          standing_revision = standing_revision + 1
                        where id = :person returning\s""" + UserQueries.COLUMNS)
                .bind("person", person.value())
                .bind("reason", reason)
                .bind("by", by.value())
                .bind("now", now)
                .map(UserQueries::user)
                .one();
    }

    Mono<User> reinstate(PersonId person) {
        return database.sql("""
                        update person set suspended_at = null, suspended_by = null, suspension_reason = null,
                          standing_revision = standing_revision + 1
                        where id = :person returning\s""" + UserQueries.COLUMNS)
                .bind("person", person.value())
                .map(UserQueries::user)
                .one();
    }

    Mono<User> grant(PersonId person, Role role) {
        return roles("array_append(array_remove(roles, :role), :role)", person, role);
    }

    Mono<User> revoke(PersonId person, Role role) {
        return roles("array_remove(roles, :role)", person, role);
    }

    private Mono<User> roles(String change, PersonId person, Role role) {
        return database.sql("update person set roles = " + change + """
                        , pending_roles = array_append(array_remove(pending_roles, :role), :role),
                          standing_revision = standing_revision + 1
                        where id = :person returning\s""" + UserQueries.COLUMNS)
                .bind("person", person.value())
                .bind("role", role.name())
                .map(UserQueries::user)
                .one();
    }
}
