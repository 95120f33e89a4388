package dev.marquee.identity;

import dev.marquee.platform.LiveBus;
import dev.marquee.platform.Rows;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lookups;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The teams of events in the database. */
@Component
class EventTeams implements Teams {

    private final DatabaseClient database;
    private final LiveBus liveBus;
    private final Lookups<Place, Membership> memberships;

    EventTeams(DatabaseClient database, LiveBus liveBus, LaneSettings lanes) {
        this.database = database;
        this.liveBus = liveBus;
        this.memberships = new Lookups<>(lanes, this::read);
    }

    /** Where somebody may belong. */
    private record Place(EventId event, PersonId person) {}

    @Override
    public Mono<Void> found(EventId event, PersonId owner) {
        return put(event, owner, TeamRole.OWNER);
    }

    @Override
    public Mono<Void> put(EventId event, PersonId person, TeamRole role) {
        return database.sql("""
                        insert into event_member (event_id, person_id, role) values (:event, :person, :role)
                        on conflict (event_id, person_id) do update set role = excluded.role, gates = '{}'""")
                .bind("event", event.value())
                .bind("person", person.value())
                .bind("role", role.name())
                .then()
                .then(Mono.defer(() -> liveBus.announce(Teams.topic(event))));
    }

    @Override
    public Mono<Membership> membership(EventId event, PersonId person) {
        return memberships.find(new Place(event, person));
    }

    @Override
    public Mono<Map<EventId, Membership>> memberships(Collection<EventId> events, PersonId person) {
        List<Place> places =
                events.stream().map(event -> new Place(event, person)).toList();
        return memberships
                .find(places)
                .map(found -> found.entrySet().stream()
                        .collect(Collectors.toMap(member -> member.getKey().event(), Map.Entry::getValue)));
    }

    private Mono<Map<Place, Membership>> read(Collection<Place> places) {
        return database.sql("""
                        select event_id, person_id, role, gates
                        from event_member join unnest((select :events::uuid[]), :people::uuid[]) as place (event_id, person_id)
                          using (event_id, person_id)
                        """)
                .bind(
                        "events",
                        places.stream().map(place -> place.event().value()).toArray(UUID[]::new))
                .bind(
                        "people",
                        places.stream().map(place -> place.person().value()).toArray(UUID[]::new))
                .map(row -> Map.entry(
                        new Place(new EventId(Rows.uuid(row, "event_id")), new PersonId(Rows.uuid(row, "person_id"))),
                        membership(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<Map<PersonId, TeamRole>> of(EventId event) {
        return database.sql("select person_id, role from event_member where event_id = :event")
                .bind("event", event.value())
                .map(row -> Map.entry(new PersonId(Rows.uuid(row, "person_id")), role(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<Boolean> allows(@Nullable Caller caller, EventId event, EventPermission permission) {
        if (caller == null) {
            return Mono.just(false);
        }
        return caller.has(Role.ADMIN)
                ? Mono.just(true)
                : membership(event, caller.id())
                        .map(own -> permission.allows(own.role()))
                        .defaultIfEmpty(false);
    }

    @Override
    public Mono<Set<EventId>> allowed(Collection<EventId> events, EventPermission permission) {
        return Callers.current()
                .flatMap(caller -> caller.has(Role.ADMIN)
                        ? Mono.just(Set.copyOf(events))
                        : memberships(events, caller.id()).map(own -> allowing(own, permission)))
                .defaultIfEmpty(Set.of());
    }

    private static Set<EventId> allowing(Map<EventId, Membership> own, EventPermission permission) {
        return own.entrySet().stream()
                .filter(member -> permission.allows(member.getValue().role()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Mono<Void> require(EventId event, EventPermission permission) {
        return Callers.current()
                .flatMap(caller -> allows(caller, event, permission))
                .filter(allowed -> allowed)
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("event")))
                .then();
    }

    private static Membership membership(Readable row) {
        return new Membership(role(row), Arrays.asList(Rows.get(row, "gates", String[].class)));
    }

    private static TeamRole role(Readable row) {
        return TeamRole.valueOf(Rows.text(row, "role"));
    }
}
