package dev.marquee.identity.access;

import dev.marquee.identity.Teams;
import dev.marquee.platform.LiveBus;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** A published event in the database with a team of one owner, whom nobody can sign in as. */
record SampleEvent(EventId id, DatabaseClient database) {

    static SampleEvent in(DatabaseClient database) {
        SampleEvent event = new SampleEvent(EventId.next(), database);
        PersonId owner = PersonId.next();
        database.sql("insert into person (id, subject, email, display_name) values (:id, :text, :text, 'Owner')")
                .bind("id", owner.value())
                .bind("text", owner.toString())
                .then()
                .then(database.sql("""
                                insert into event (id, organizer_id, category_id, title, slug, description,
                                  venue_name, street, city, country, latitude, longitude, time_zone,
                                  starts_at, ends_at, capacity, currency, status, published_at)
                                select :id, :owner, category.id, 'Sample', :slug, '',
                                  'Hall', 'Street 1', 'Bern', 'CH', 46.9, 7.4, 'Europe/Zurich',
                                  now() + interval '1 day', now() + interval '2 days', 10, 'CHF', 'PUBLISHED', now()
                                from category limit 1""")
                        .bind("id", event.id().value())
                        .bind("owner", owner.value())
                        .bind("slug", "sample-" + event.id().value())
                        .then())
                .then(event.join(owner, "OWNER"))
                .block();
        return event;
    }

    Mono<Void> join(PersonId person, String role) {
        return database.sql("insert into event_member (event_id, person_id, role) values (:event, :person, :role)")
                .bind("event", id.value())
                .bind("person", person.value())
                .bind("role", role)
                .then();
    }

    Mono<Void> remove(PersonId person, LiveBus liveBus) {
        return database.sql("delete from event_member where event_id = :event and person_id = :person")
                .bind("event", id.value())
                .bind("person", person.value())
                .then()
                .then(Mono.defer(() -> liveBus.announce(Teams.topic(id))));
    }
}
