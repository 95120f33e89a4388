package dev.marquee.identity.profile;

import dev.marquee.identity.People.Person;
import dev.marquee.identity.profile.KnownPeople.Known;
import dev.marquee.platform.Rows;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SQL of people. */
@Component
class PersonQueries {

    private static final String STORED = "id, display_name, interests, city, latitude, longitude, locale, created_at";

    private static final String KNOWN = "id, display_name, email, " + Standings.COLUMNS;

    private final DatabaseClient database;

    PersonQueries(DatabaseClient database) {
        this.database = database;
    }

    /** A row of {@code person} as its owner sees it. */
    record Stored(
            PersonId id,
            String displayName,
            List<String> interests,
            @Nullable Location location,
            String locale,
            Instant createdAt) {}

    /** What to change; null leaves a column as it is, {@code relocated} tells whether the location changes. */
    record Change(
            @Nullable String displayName,
            @Nullable List<String> interests,
            boolean relocated,
            @Nullable Location location,
            @Nullable String locale) {}

    Mono<Map<String, Known>> bySubjects(Collection<String> subjects) {
        return database.sql("select subject, " + KNOWN
                        + " from person where subject = any((select :subjects::text[])::text[])")
                .bind("subjects", subjects.toArray(String[]::new))
                .map(row -> Map.entry(Rows.text(row, "subject"), knownIn(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Adds a person; empty when there is one with this subject. */
    Mono<Known> add(PersonId id, Newcomer person) {
        return database.sql("""
                        insert into person (id, subject, email, display_name, locale)
                        values (:id, :subject, :email, :name, :locale)
                        on conflict (subject) do nothing
                        returning\s""" + KNOWN)
                .bind("id", id.value())
                .bind("subject", person.subject())
                .bind("email", person.email())
                .bind("name", person.displayName())
                .bind("locale", person.locale())
                .map(PersonQueries::knownIn)
                .one();
    }

    Mono<Known> changeEmail(String subject, String email) {
        return database.sql("""
                        update person set email = :email, updated_at = now()
                        where subject = :subject and deleted_at is null
                        returning\s""" + KNOWN)
                .bind("subject", subject)
                .bind("email", email)
                .map(PersonQueries::knownIn)
                .one();
    }

    /** Whether a person is neither suspended nor deleted; who wants to change that waits for the current transaction. */
    Mono<Boolean> isActive(PersonId id) {
        return database.sql("""
                        select suspended_at is null and deleted_at is null as active from person
                        where id = :id for no key update
                        """)
                .bind("id", id.value())
                .map(row -> Rows.flag(row, "active"))
                .one();
    }

    Flux<Person> byIds(Collection<PersonId> ids) {
        return database.sql(
                        "select id, display_name, email, locale from person where id = any((select :ids::uuid[])::uuid[])")
                .bind("ids", ids.stream().map(PersonId::value).distinct().toArray(UUID[]::new))
                .map(row -> new Person(
                        id(row), Rows.text(row, "display_name"), Rows.text(row, "email"), Rows.text(row, "locale")))
                .all();
    }

    Mono<Stored> byId(PersonId id) {
        return database.sql("select " + STORED + " from person where id = :id")
                .bind("id", id.value())
                .map(PersonQueries::storedIn)
                .one();
    }

    Mono<Stored> change(PersonId id, Change change) {
        Location place = change.location();
        List<String> interests = change.interests();
        return database.sql("""
                        update person set
                          display_name = coalesce(:name, display_name),
                          interests = coalesce(:interests, interests),
                          locale = coalesce(:locale, locale),
                          city = case when :relocated then :city else city end,
                          latitude = case when :relocated then :latitude else latitude end,
                          longitude = case when :relocated then :longitude else longitude end,
                          updated_at = now()
                        where id = :id
                        returning\s""" + STORED)
                .bind("id", id.value())
                .bind("name", Parameters.in(R2dbcType.VARCHAR, change.displayName()))
                .bind("interests", interests == null ? Parameters.in(String[].class) : interests.toArray(String[]::new))
                .bind("locale", Parameters.in(R2dbcType.VARCHAR, change.locale()))
                .bind("relocated", change.relocated())
                .bind("city", Parameters.in(R2dbcType.VARCHAR, place == null ? null : place.city()))
                .bind("latitude", Parameters.in(R2dbcType.DOUBLE, place == null ? null : place.latitude()))
                .bind("longitude", Parameters.in(R2dbcType.DOUBLE, place == null ? null : place.longitude()))
                .map(PersonQueries::storedIn)
                .one();
    }

    private static Known knownIn(Readable row) {
        return new Known(id(row), Rows.text(row, "display_name"), Rows.text(row, "email"), Standings.standing(row));
    }

    private static Stored storedIn(Readable row) {
        return new Stored(
                id(row),
                Rows.text(row, "display_name"),
                Arrays.asList(Rows.get(row, "interests", String[].class)),
                location(row),
                Rows.text(row, "locale"),
                Rows.instant(row, "created_at"));
    }

    private static @Nullable Location location(Readable row) {
        String city = row.get("city", String.class);
        return city == null
                ? null
                : new Location(city, Rows.get(row, "latitude", Double.class), Rows.get(row, "longitude", Double.class));
    }

    private static PersonId id(Readable row) {
        return new PersonId(Rows.uuid(row, "id"));
    }
}
