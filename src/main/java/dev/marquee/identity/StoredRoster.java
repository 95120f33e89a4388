package dev.marquee.identity;

import dev.marquee.platform.LiveBus;
import dev.marquee.platform.Rows;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Changes the teams of events in the database. */
@Component
class StoredRoster implements TeamRoster {

    private static final String COLUMNS = "event_id, person_id, role, gates, created_at";

    private final DatabaseClient database;
    private final LiveBus liveBus;

    StoredRoster(DatabaseClient database, LiveBus liveBus) {
        this.database = database;
        this.liveBus = liveBus;
    }

    @Override
    public Mono<Map<PersonId, TeamMember>> locked(EventId event) {
        return database.sql("select id from event where id = :event for no key update")
                .bind("event", event.value())
                .map(row -> Rows.uuid(row, "id"))
                .one()
                .flatMap(found -> database.sql("select " + COLUMNS + " from event_member where event_id = :event")
                        .bind("event", event.value())
                        .map(StoredRoster::member)
                        .all()
                        .collectMap(TeamMember::personId));
    }

    @Override
    public Mono<Boolean> hasMember(EventId event, String email) {
        return database.sql("""
                        select exists (select from event_member m join person p on p.id = m.person_id
                                       where m.event_id = :event and lower(p.email) = lower(:email)) as there
                        """)
                .bind("event", event.value())
                .bind("email", email)
                .map(row -> Rows.flag(row, "there"))
                .one();
    }

    @Override
    public Mono<TeamMember> assign(EventId event, PersonId person, TeamRole role, List<String> gates) {
        if (role == TeamRole.OWNER) {
            throw new IllegalArgumentException("an OWNER is made by handing over");
        }
        return database.sql("""
                        insert into event_member as m (event_id, person_id, role, gates)
                        values (:event, :person, :role, :gates)
                        on conflict (event_id, person_id) do update set role = excluded.role, gates = excluded.gates
                          where m.role <> 'OWNER'
                        returning\s""" + COLUMNS)
                .bind("event", event.value())
                .bind("person", person.value())
                .bind("role", role.name())
                .bind("gates", gates.toArray(String[]::new))
                .map(StoredRoster::member)
                .one()
                .flatMap(assigned -> announced(event).thenReturn(assigned));
    }

    @Override
    public Mono<Void> remove(EventId event, PersonId person) {
        return database.sql("delete from event_member where event_id = :event and person_id = :person")
                .bind("event", event.value())
                .bind("person", person.value())
                .then()
                .then(announced(event));
    }

    @Override
    public Mono<TeamMember> handOver(EventId event, PersonId from, PersonId to, @Nullable TeamRole stayingAs) {
        Mono<Void> demoted = stayingAs == null
                ? remove(event, from)
                : become(event, from, stayingAs).then();
        return demoted.then(become(event, to, TeamRole.OWNER))
                .flatMap(owner -> announced(event).thenReturn(owner));
    }

    @Override
    public Mono<List<TeamMember>> page(EventId event, @Nullable ListPlace after, int limit) {
        var statement = database.sql("select " + COLUMNS + " from event_member where event_id = :event"
                        + (after == null ? "" : " and (created_at, person_id) > (:afterTime, :afterId)")
                        + " order by created_at, person_id limit :limit")
                .bind("event", event.value())
                .bind("limit", limit);
        var bounded = after == null ? statement : after.bind(statement);
        return bounded.map(StoredRoster::member).all().collectList();
    }

    private Mono<TeamMember> become(EventId event, PersonId person, TeamRole role) {
        return database.sql("""
                        update event_member set role = :role, gates = '{}'
                        where event_id = :event and person_id = :person
                        returning\s""" + COLUMNS)
                .bind("event", event.value())
                .bind("person", person.value())
                .bind("role", role.name())
                .map(StoredRoster::member)
                .one();
    }

    private Mono<Void> announced(EventId event) {
        return Mono.defer(() -> liveBus.announce(Teams.topic(event)));
    }

    private static TeamMember member(Readable row) {
        return new TeamMember(
                new EventId(Rows.uuid(row, "event_id")),
                new PersonId(Rows.uuid(row, "person_id")),
                TeamRole.valueOf(Rows.text(row, "role")),
                Arrays.asList(Rows.get(row, "gates", String[].class)),
                Rows.instant(row, "created_at"));
    }
}
