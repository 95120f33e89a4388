package dev.marquee.identity.profile;

import dev.marquee.identity.Role;
import dev.marquee.identity.Standing;
import dev.marquee.platform.Rows;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people may do here, in the database. */
@Component
public class Standings {

    /** The columns that {@link #standing} reads. */
    static final String COLUMNS = "suspended_at is not null or deleted_at is not null as barred, roles, "
            + "cardinality(pending_roles) > 0 as pending, roles_as_of, array(select e.sign_in from ended_sign_in e "
            + "where e.person_id = person.id and e.until > now()) as ended";

    private final DatabaseClient database;

    Standings(DatabaseClient database) {
        this.database = database;
    }

    /** The standings of these people, in one statement. */
    public Mono<Map<PersonId, Standing>> of(Collection<PersonId> people) {
        return database.sql("select id, " + COLUMNS + " from person where id = any((select :ids::uuid[])::uuid[])")
                .bind("ids", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .map(row -> Map.entry(new PersonId(Rows.uuid(row, "id")), standing(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Keeps what a token tells of a person's roles; false when it is not the latest that is known. */
    Mono<Boolean> told(PersonId person, Set<Role> granted, Instant issuedAt) {
        return database.sql("""
                        update person set roles = :roles, roles_as_of = :issuedAt
                        where id = :id and pending_roles = '{}' and roles_as_of <= :issuedAt
                        """)
                .bind("id", person.value())
                .bind("roles", granted.stream().map(Role::name).toArray(String[]::new))
                .bind("issuedAt", issuedAt)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    static Standing standing(Readable row) {
        return new Standing(
                Rows.flag(row, "barred"),
                roles(row, "roles"),
                Rows.flag(row, "pending"),
                Rows.instant(row, "roles_as_of"),
                Set.of(Rows.get(row, "ended", String[].class)));
    }

    /** A column that holds roles. */
    public static Set<Role> roles(Readable row, String column) {
        return Arrays.stream(Rows.get(row, column, String[].class))
                .map(Role::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}
