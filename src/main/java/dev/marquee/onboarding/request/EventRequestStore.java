package dev.marquee.onboarding.request;

import dev.marquee.onboarding.request.EventRequest.Decision;
import dev.marquee.plans.Feature;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.Rows;
import dev.marquee.shared.EventRequestId;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.Parameters;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes requests, each with the record of how it came to its state; every method joins the current transaction. */
@Component
class EventRequestStore {

    /** Topic of the live bus that tells that some request has changed. */
    static final String TOPIC = "event-requests";

    private static final String INSERT = """
            with tick as (update event_request_clock set revision = revision + 1 returning revision),
              written as (
                insert into event_request (id, requester_id, plan_id, details, organizer, requested_features, created_at,
                  revision)
                select :id, :requester, :plan, :details, :organizer, :features, :now, revision from tick
                returning id, revision)
            insert into event_request_transition (request_id, revision, from_status, to_status, person_id, at)
            select id, revision, null, 'PENDING', :requester, :now from written
            returning revision
            """;

    private static final String DECIDE = """
            with tick as (update event_request_clock set revision = revision + 1 returning revision),
              written as (
                update event_request r set status = :status, decided_by = :by, decided_at = :now, reason = :reason,
                  event_id = :event, approved_features = :features, revision = tick.revision
                from tick where r.id = :id
                returning r.id, r.revision, old.status as before)
            insert into event_request_transition (request_id, revision, from_status, to_status, person_id, reason, at)
            select id, revision, before, :status, :by, :reason, :now from written
            returning revision
            """;

    private final DatabaseClient database;
    private final EventRequestRows rows;
    private final LiveBus liveBus;

    EventRequestStore(DatabaseClient database, EventRequestRows rows, LiveBus liveBus) {
        this.database = database;
        this.rows = rows;
        this.liveBus = liveBus;
    }

    /** Topic of the live bus that tells that a request of this person has changed. */
    static String topic(PersonId requester) {
        return TOPIC + ":" + requester;
    }

    /** How many undecided requests a person has; nobody else adds one of this person until the transaction ends. */
    Mono<Integer> openRequestsOf(PersonId requester) {
        return database.sql("select from person where id = :requester for no key update")
                .bind("requester", requester.value())
                .then()
                .then(database.sql("""
                                select count(*)::int as open from event_request
                                where requester_id = :requester and status = 'PENDING'
                                """)
                        .bind("requester", requester.value())
                        .map(row -> Rows.integer(row, "open"))
                        .one());
    }

    /** The request, locked until the transaction ends. */
    Mono<EventRequest> lock(EventRequestId id) {
        return database.sql("select " + EventRequestRows.COLUMNS + " from event_request r where r.id = :id for update")
                .bind("id", id.value())
                .map(rows::request)
                .one();
    }

    Mono<EventRequest> insert(EventRequest request) {
        return database.sql(INSERT)
                .bind("id", request.id().value())
                .bind("requester", request.requesterId().value())
                .bind("plan", request.planId().value())
                .bind("details", rows.written(request.details()))
                .bind("organizer", rows.written(request.organizer()))
                .bind("features", EventRequestRows.names(request.requestedFeatures()))
                .bind("now", request.createdAt())
                .map(row -> request.at(Rows.number(row, "revision")))
                .one()
                .flatMap(this::announced);
    }

    /** Writes the decision of a locked request. */
    Mono<EventRequest> decide(EventRequest request) {
        Decision decision = Objects.requireNonNull(request.decision());
        UUID event = decision.eventId() == null ? null : decision.eventId().value();
        return database.sql(DECIDE)
                .bind("id", request.id().value())
                .bind("status", decision.status().name())
                .bind("by", decision.by().value())
                .bind("now", decision.at())
                .bind("reason", decision.reason() == null ? Parameters.in(String.class) : decision.reason())
                .bind("event", event == null ? Parameters.in(UUID.class) : event)
                .bind("features", names(decision.features()))
                .map(row -> request.at(Rows.number(row, "revision")))
                .one()
                .flatMap(this::announced);
    }

    private static Object names(@Nullable Set<Feature> features) {
        return features == null ? Parameters.in(String[].class) : EventRequestRows.names(features);
    }

    private Mono<EventRequest> announced(EventRequest request) {
        return liveBus.announce(TOPIC)
                .then(liveBus.announce(topic(request.requesterId())))
                .thenReturn(request);
    }
}
