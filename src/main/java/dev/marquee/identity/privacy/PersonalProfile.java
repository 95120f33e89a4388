package dev.marquee.identity.privacy;

import dev.marquee.identity.People;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.personal.PersonalData;
import dev.marquee.platform.personal.PersonalRows;
import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The profile of a person. */
@Component
class PersonalProfile implements PersonalData {

    private final PersonalRows rows;
    private final DatabaseClient database;
    private final LiveBus bus;

    PersonalProfile(PersonalRows rows, DatabaseClient database, LiveBus bus) {
        this.rows = rows;
        this.database = database;
        this.bus = bus;
    }

    @Override
    public String section() {
        return "profile";
    }

    @Override
    public Mono<List<Map<String, Object>>> of(PersonId person) {
        return rows.of(person, """
                select id as "usr:id", subject as "signInId", email, display_name as "displayName", interests, city,
                  latitude, longitude, locale, roles, created_at as "createdAt"
                from person where id = :person
                """);
    }

    /** The row stays, as books and tickets refer to it. */
    @Override
    public Mono<Void> erase(Leaving leaving) {
        return database.sql("""
                        update person set email = '', display_name = 'Deleted person', interests = '{}', city = null,
                          latitude = null, longitude = null, locale = 'en', roles = '{USER}', pending_roles = '{}',
                          deleted_at = now(), updated_at = now(), standing_revision = standing_revision + 1
                        where id = :person
                        """)
                .bind("person", leaving.person().value())
                .then()
                .then(bus.announce(People.topic(leaving.person())));
    }
}
