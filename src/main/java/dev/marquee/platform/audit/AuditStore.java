package dev.marquee.platform.audit;

import dev.marquee.platform.AuditTrail;
import dev.marquee.platform.Rows;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.AuditId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TypedId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The audit log in the database. */
@Component
class AuditStore implements AuditTrail {

    private static final String SELECT =
            "select id, actor_id, action, subject, before, after, recorded_at from audit_entry where true";

    private final DatabaseClient database;
    private final AuditJson json;
    private final Clock clock;

    AuditStore(DatabaseClient database, AuditJson json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Mono<Void> record(String action, TypedId subject, @Nullable Object before, @Nullable Object after) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .filter(TransactionSynchronizationManager::isActualTransactionActive)
                .switchIfEmpty(
                        Mono.error(() -> new IllegalStateException(action + " is recorded outside of its transaction")))
                .then(actor())
                .flatMap(actor -> insert(actor.orElse(null), action, subject, json.states(before, after)));
    }

    private static Mono<Optional<PersonId>> actor() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(Authentication::getName)
                .map(name -> Optional.of(PersonId.of(name)))
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Void> insert(@Nullable PersonId actor, String action, TypedId subject, AuditJson.States states) {
        return database.sql("""
                        insert into audit_entry (id, actor_id, action, subject, before, after, recorded_at)
                        values (:id, :actor, :action, :subject, :before::jsonb, :after::jsonb, :now)
                        """)
                .bind("id", AuditId.next().value())
                .bind("actor", actor == null ? Parameters.in(UUID.class) : Parameters.in(actor.value()))
                .bind("action", action)
                .bind("subject", subject.toString())
                .bind("before", Parameters.in(R2dbcType.VARCHAR, states.before()))
                .bind("after", Parameters.in(R2dbcType.VARCHAR, states.after()))
                .bind("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
                .then();
    }

    /** One row more than the page asks for, latest first. */
    Mono<List<AuditEntry>> page(AuditFilter filter, PageRequest page, @Nullable ListPlace after) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        if (filter.actorId() != null) {
            conditions.add("actor_id = :actor");
            values.put("actor", filter.actorId().value());
        }
        if (filter.action() != null) {
            conditions.add("action = :action");
            values.put("action", filter.action());
        }
        if (filter.subjectId() != null) {
            conditions.add("subject = :subject");
            values.put("subject", filter.subjectId());
        }
        if (filter.from() != null) {
            conditions.add("recorded_at >= :from");
            values.put("from", filter.from().toInstant());
        }
        if (filter.until() != null) {
            conditions.add("recorded_at < :until");
            values.put("until", filter.until().toInstant());
        }
        if (after != null) {
            conditions.add("(recorded_at, id) < (:afterTime, :afterId)");
            values.put("afterTime", after.at());
            values.put("afterId", after.id());
        }
        values.put("limit", page.size() + 1);
        String which = conditions.isEmpty() ? "" : " and " + String.join(" and ", conditions);
        return database.sql(SELECT + which + " order by recorded_at desc, id desc limit :limit")
                .bindValues(values)
                .map(this::entry)
                .all()
                .collectList();
    }

    Flux<AuditEntry> byIds(Collection<UUID> ids) {
        return database.sql(SELECT + " and id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(this::entry)
                .all();
    }

    private AuditEntry entry(Readable row) {
        UUID actor = row.get("actor_id", UUID.class);
        return new AuditEntry(
                new AuditId(Rows.uuid(row, "id")),
                actor == null ? null : new PersonId(actor),
                Rows.text(row, "action"),
                Rows.text(row, "subject"),
                json.read(row.get("before", String.class)),
                json.read(row.get("after", String.class)),
                Rows.instant(row, "recorded_at"));
    }
}
