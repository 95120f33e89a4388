package dev.marquee.onboarding.team;

import dev.marquee.identity.TeamRole;
import dev.marquee.platform.Rows;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.shared.EventId;
import dev.marquee.shared.InvitationId;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Invitations in the database; every method joins the current transaction. */
@Component
class InvitationStore {

    private static final String SELECT = """
            select id, event_id, email, role, gates, status, invited_by, created_at, expires_at, answered_at
            from team_invitation where\s""";

    private static final String BEYOND = " and (created_at, id) < (:afterTime, :afterId)";
    private static final String LATEST_FIRST = " order by created_at desc, id desc limit :limit";

    private final DatabaseClient database;

    InvitationStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> insert(Invitation invitation) {
        return database.sql("""
                        insert into team_invitation (id, event_id, email, role, gates, invited_by, created_at, expires_at)
                        values (:id, :event, :email, :role, :gates, :by, :now, :end)
                        """)
                .bind("id", invitation.id().value())
                .bind("event", invitation.eventId().value())
                .bind("email", invitation.email())
                .bind("role", invitation.role().name())
                .bind("gates", invitation.gates().toArray(String[]::new))
                .bind("by", invitation.invitedById().value())
                .bind("now", invitation.createdAt())
                .bind("end", invitation.expiresAt())
                .then();
    }

    Flux<Invitation> byIds(Collection<UUID> ids) {
        return database.sql(SELECT + "id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(InvitationStore::invitation)
                .all();
    }

    /** The invitation, locked until the transaction ends. */
    Mono<Invitation> lock(InvitationId id) {
        return database.sql(SELECT + "id = :id for update")
                .bind("id", id.value())
                .map(InvitationStore::invitation)
                .one();
    }

    /** Writes what became of a locked invitation. */
    Mono<Invitation> answer(Invitation invitation, InvitationStatus status, PersonId by, Instant now) {
        return database.sql("""
                        update team_invitation set status = :status, answered_at = :now, answered_by = :by where id = :id
                        """)
                .bind("id", invitation.id().value())
                .bind("status", status.name())
                .bind("now", now)
                .bind("by", by.value())
                .then()
                .then(byIds(List.of(invitation.id().value())).next());
    }

    /** Closes what can no longer be accepted, so that there is room for others. */
    Mono<Void> expire(EventId event, Instant now) {
        return database.sql("""
                        update team_invitation set status = 'EXPIRED'
                        where event_id = :event and status = 'OPEN' and expires_at <= :now
                        """).bind("event", event.value()).bind("now", now).then();
    }

    /** The open invitations of an event, whose team is locked. */
    Mono<List<Invitation>> open(EventId event) {
        return database.sql(SELECT + "event_id = :event and status = 'OPEN'")
                .bind("event", event.value())
                .map(InvitationStore::invitation)
                .all()
                .collectList();
    }

    Mono<List<Invitation>> ofEvent(EventId event, @Nullable ListPlace after, int limit) {
        return page(
                database.sql(SELECT + "event_id = :event" + (after == null ? "" : BEYOND) + LATEST_FIRST)
                        .bind("event", event.value()),
                after,
                limit);
    }

    /** What can be accepted by whoever owns the address. */
    Mono<List<Invitation>> to(String email, Instant now, @Nullable ListPlace after, int limit) {
        return page(
                database.sql(SELECT + "email = :email and status = 'OPEN' and expires_at > :now"
                                + (after == null ? "" : BEYOND) + LATEST_FIRST)
                        .bind("email", email)
                        .bind("now", now),
                after,
                limit);
    }

    private static Mono<List<Invitation>> page(
            DatabaseClient.GenericExecuteSpec statement, @Nullable ListPlace after, int limit) {
        var bounded = after == null ? statement : after.bind(statement);
        return bounded.bind("limit", limit)
                .map(InvitationStore::invitation)
                .all()
                .collectList();
    }

    private static Invitation invitation(Readable row) {
        return new Invitation(
                new InvitationId(Rows.uuid(row, "id")),
                new EventId(Rows.uuid(row, "event_id")),
                Rows.text(row, "email"),
                TeamRole.valueOf(Rows.text(row, "role")),
                Arrays.asList(Rows.get(row, "gates", String[].class)),
                InvitationStatus.valueOf(Rows.text(row, "status")),
                new PersonId(Rows.uuid(row, "invited_by")),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "expires_at"),
                row.get("answered_at", Instant.class));
    }
}
