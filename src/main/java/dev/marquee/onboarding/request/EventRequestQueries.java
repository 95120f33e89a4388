package dev.marquee.onboarding.request;

import dev.marquee.platform.Rows;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.shared.EventRequestId;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** SQL that reads requests. */
@Component
class EventRequestQueries {

    private static final String SELECT = "select " + EventRequestRows.COLUMNS + " from event_request r ";

    private static final String FEED = "select c.revision as now, " + EventRequestRows.COLUMNS + """
            from event_request_clock c left join lateral (
              select * from event_request e
              where (:requester::uuid is null or e.requester_id = :requester) and %s limit :limit) r on true
            order by r.revision
            """;

    private static final String PENDING = FEED.formatted("e.status = 'PENDING' order by e.created_at, e.id");
    private static final String LATEST = FEED.formatted("true order by e.created_at desc, e.id desc");
    private static final String SINCE = FEED.formatted("e.revision > :since order by e.revision");

    private final DatabaseClient database;
    private final EventRequestRows rows;

    EventRequestQueries(DatabaseClient database, EventRequestRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** How a request came to a state. */
    record Transition(
            EventRequestId request,
            @Nullable EventRequestStatus from,
            EventRequestStatus to,
            PersonId by,
            @Nullable String reason,
            Instant at) {}

    /** Requests as they are when all changes up to a revision are told. */
    record Reading(long revision, List<EventRequest> requests) {}

    Flux<EventRequest> byIds(Collection<UUID> ids) {
        return database.sql(SELECT + "where r.id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(rows::request)
                .all();
    }

    /** The queue, oldest first. */
    Mono<List<EventRequest>> queue(@Nullable EventRequestStatus status, @Nullable ListPlace after, int limit) {
        var statement = database.sql(SELECT + "where " + (status == null ? "true" : "r.status = :status")
                        + (after == null ? "" : " and (r.created_at, r.id) > (:afterTime, :afterId)")
                        + " order by r.created_at, r.id limit :limit")
                .bind("limit", limit);
        statement = status == null ? statement : statement.bind("status", status.name());
        statement = after == null ? statement : after.bind(statement);
        return statement.map(rows::request).all().collectList();
    }

    /** A person's own, latest first. */
    Mono<List<EventRequest>> ofRequester(PersonId requester, @Nullable ListPlace after, int limit) {
        var statement = database.sql(SELECT + "where r.requester_id = :requester"
                        + (after == null ? "" : " and (r.created_at, r.id) < (:afterTime, :afterId)")
                        + " order by r.created_at desc, r.id desc limit :limit")
                .bind("requester", requester.value())
                .bind("limit", limit);
        statement = after == null ? statement : after.bind(statement);
        return statement.map(rows::request).all().collectList();
    }

    /** The history of requests, first things first. */
    Mono<Map<EventRequestId, Collection<Transition>>> history(Collection<EventRequestId> ids) {
        return database.sql("""
                        select request_id, from_status, to_status, person_id, reason, at from event_request_transition
                        where request_id = any(:ids) order by request_id, revision
                        """)
                .bind("ids", ids.stream().map(EventRequestId::value).toArray(UUID[]::new))
                .map(EventRequestQueries::transition)
                .all()
                .collectMultimap(Transition::request);
    }

    /** What waits to be decided, oldest first. */
    Mono<Reading> pending(int limit) {
        return reading(database.sql(PENDING).bind("requester", Parameters.in(UUID.class)), limit);
    }

    /** The latest requests of a person. */
    Mono<Reading> latest(PersonId requester, int limit) {
        return reading(database.sql(LATEST).bind("requester", requester.value()), limit);
    }

    /** What changed after a revision; of everybody for null. */
    Mono<Reading> since(long revision, @Nullable PersonId requester, int limit) {
        return reading(
                database.sql(SINCE)
                        .bind("since", revision)
                        .bind(
                                "requester",
                                requester == null ? Parameters.in(UUID.class) : Parameters.in(requester.value())),
                limit);
    }

    private Mono<Reading> reading(DatabaseClient.GenericExecuteSpec statement, int limit) {
        return statement
                .bind("limit", limit)
                .map(row -> new Reading(
                        Rows.number(row, "now"),
                        row.get("id", UUID.class) == null ? List.of() : List.of(rows.request(row))))
                .all()
                .collectList()
                .map(found -> new Reading(
                        found.getFirst().revision(),
                        found.stream().flatMap(one -> one.requests().stream()).toList()));
    }

    private static Transition transition(Readable row) {
        String from = row.get("from_status", String.class);
        return new Transition(
                new EventRequestId(Rows.uuid(row, "request_id")),
                from == null ? null : EventRequestStatus.valueOf(from),
                EventRequestStatus.valueOf(Rows.text(row, "to_status")),
                new PersonId(Rows.uuid(row, "person_id")),
                row.get("reason", String.class),
                Rows.instant(row, "at"));
    }
}
