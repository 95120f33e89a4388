package dev.marquee.identity.people;

import dev.marquee.identity.Role;
import dev.marquee.identity.profile.Standings;
import dev.marquee.platform.Rows;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads people for administrators. */
@Component
class UserQueries {

    static final String COLUMNS = "id, display_name, email, roles, suspended_at, suspended_by, suspension_reason, "
            + "deleted_at, created_at";

    private static final String SELECT = "select " + COLUMNS + " from person where true";

    private final DatabaseClient database;

    UserQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<User> byId(PersonId id) {
        return byIds(List.of(id)).next();
    }

    Flux<User> byIds(Collection<PersonId> ids) {
        return database.sql(SELECT + " and id = any(:ids)")
                .bind("ids", ids.stream().map(PersonId::value).distinct().toArray(UUID[]::new))
                .map(UserQueries::user)
                .all();
    }

    /** One row more than the page asks for, latest first; null leaves everybody in. */
    Mono<List<User>> page(
            @Nullable String search,
            @Nullable Role role,
            @Nullable UserStatus status,
            PageRequest page,
            @Nullable ListPlace after) {
        StringBuilder which = new StringBuilder(SELECT);
        Map<String, Object> values = new HashMap<>();
        if (search != null) {
            which.append(" and lower(email || ' ' || display_name) like :pattern");
            values.put("pattern", pattern(search));
        }
        if (role != null) {
            which.append(" and roles @> array[:role::text]");
            values.put("role", role.name());
        }
        if (status != null) {
            which.append(
                    switch (status) {
                        case ACTIVE -> " and suspended_at is null and deleted_at is null";
                        case SUSPENDED -> " and suspended_at is not null and deleted_at is null";
                        case DELETED -> " and deleted_at is not null";
                    });
        }
        if (after != null) {
            which.append(" and (created_at, id) < (:afterTime, :afterId)");
            values.put("afterTime", after.at());
            values.put("afterId", after.id());
        }
        values.put("limit", page.size() + 1);
        return database.sql(which + " order by created_at desc, id desc limit :limit")
                .bindValues(values)
                .map(UserQueries::user)
                .all()
                .collectList();
    }

    static User user(Readable row) {
        Instant suspendedAt = row.get("suspended_at", Instant.class);
        return new User(
                new PersonId(Rows.uuid(row, "id")),
                Rows.text(row, "display_name"),
                Rows.text(row, "email"),
                Standings.roles(row, "roles"),
                row.get("deleted_at", Instant.class) != null
                        ? UserStatus.DELETED
                        : suspendedAt == null ? UserStatus.ACTIVE : UserStatus.SUSPENDED,
                suspendedAt == null
                        ? null
                        : new User.Suspension(
                                Rows.text(row, "suspension_reason"),
                                suspendedAt,
                                new PersonId(Rows.uuid(row, "suspended_by"))),
                Rows.instant(row, "created_at"));
    }

    private static String pattern(String search) {
        String literal = search.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1");
        return "%" + literal + "%";
    }
}
