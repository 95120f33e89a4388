package dev.marquee.catalog;

import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads events by their names and their teams. */
@Component
class EventQueries {

    /** An event of a team, and since when the person has belonged to the team. */
    record TeamEvent(Event event, Instant since) {}

    /** Where an event lies in the list of a person's events. */
    record Place(Instant since, UUID id) {}

    private static final String TEAM_EVENTS = "select " + EventRows.COLUMNS + """
            , m.created_at as since from event_member m join event e on e.id = m.event_id
            where m.person_id = :person%s
            order by m.created_at desc, m.event_id desc limit :limit
            """;

    private static final String BEYOND = " and (m.created_at, m.event_id) < (:since, :id)";

    private final DatabaseClient database;

    EventQueries(DatabaseClient database) {
        this.database = database;
    }

    Flux<Event> byIds(Collection<EventId> ids) {
        return database.sql(
                        "select " + EventRows.COLUMNS + " from event e where e.id = any((select :ids::uuid[])::uuid[])")
                .bind("ids", ids.stream().map(EventId::value).distinct().toArray(UUID[]::new))
                .map(EventRows::event)
                .all();
    }

    /** Events of an organizer that are public and not over. */
    Flux<EventId> onSaleBy(PersonId organizer, Instant now) {
        return database.sql("""
                        select id as event_id from event
                        where organizer_id = :organizer and status = 'PUBLISHED' and ends_at > :now
                        """)
                .bind("organizer", organizer.value())
                .bind("now", now)
                .map(EventRows::eventId)
                .all();
    }

    Mono<Event> bySlug(String slug) {
        return database.sql("select " + EventRows.COLUMNS + " from event e where e.slug = :slug")
                .bind("slug", slug)
                .map(EventRows::event)
                .one();
    }

    /** Events of a person's teams, latest joined first, after the given place, at most so many. */
    Mono<List<TeamEvent>> ofTeamMember(PersonId person, @Nullable Place after, int limit) {
        var statement = database.sql(after == null ? TEAM_EVENTS.formatted("") : TEAM_EVENTS.formatted(BEYOND))
                .bind("person", person.value())
                .bind("limit", limit);
        var bounded = after == null
                ? statement
                : statement.bind("since", after.since()).bind("id", after.id());
        return bounded.map(row -> new TeamEvent(EventRows.event(row), Rows.instant(row, "since")))
                .all()
                .collectList();
    }

    Mono<Long> countOfTeamMember(PersonId person) {
        return database.sql("select count(*) as total from event_member where person_id = :person")
                .bind("person", person.value())
                .map(row -> Rows.number(row, "total"))
                .one();
    }

    /** How an event stands; empty when there is none. */
    Mono<EventStatusUpdate> status(EventId id) {
        return database.sql("""
                        select e.id as event_id, l.revision, e.status, l.sold_out, e.cancellation_reason
                        from event e join event_listing l on l.event_id = e.id where e.id = :id
                        """)
                .bind("id", id.value())
                .map(row -> new EventStatusUpdate(
                        Rows.number(row, "revision"),
                        EventRows.eventId(row),
                        EventStatus.valueOf(Rows.text(row, "status")),
                        Rows.flag(row, "sold_out"),
                        row.get("cancellation_reason", String.class)))
                .one();
    }
}
