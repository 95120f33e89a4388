package dev.marquee.plans.features;

import dev.marquee.plans.EventPlan;
import dev.marquee.plans.Feature;
import dev.marquee.plans.FeatureSwitch;
import dev.marquee.plans.Plan;
import dev.marquee.plans.offer.PlanRows;
import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.PlanId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The plans and the switched features of events in the database; every method joins the current transaction. */
@Component
class FeatureStore {

    private static final String BY_EVENTS = "select e.id as event_id, " + PlanRows.COLUMNS + """
            , array(select f.feature from event_feature f where f.event_id = e.id and f.enabled) as switched_on,
              array(select f.feature from event_feature f where f.event_id = e.id and not f.enabled) as switched_off
            from unnest(:events::uuid[]) as e (id)
              left join event_plan ep on ep.event_id = e.id
              join plan p on p.id = coalesce(ep.plan_id, (select d.id from plan d where d.is_default))
            """;

    private final DatabaseClient database;

    FeatureStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Who decided something about an event's features.
     *
     * @param feature null: which plan the event is on
     * @param enabled null with the feature
     */
    record Decision(@Nullable Feature feature, @Nullable Boolean enabled, PersonId by, Instant at) {}

    Mono<Map<EventId, EventPlan>> byEvents(Collection<EventId> events) {
        return database.sql(BY_EVENTS)
                .bind("events", events.stream().map(EventId::value).distinct().toArray(UUID[]::new))
                .map(row -> Map.entry(new EventId(Rows.uuid(row, "event_id")), eventPlan(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<List<Decision>> decisions(EventId event) {
        return database.sql("""
                        select feature, enabled, set_by, set_at from event_feature where event_id = :event
                        union all select null, null, set_by, set_at from event_plan where event_id = :event
                        """)
                .bind("event", event.value())
                .map(FeatureStore::decision)
                .all()
                .collectList();
    }

    /** What is switched on or off for an event, whatever its plan says. */
    Mono<Map<Feature, Boolean>> switches(EventId event) {
        return database.sql("select feature, enabled from event_feature where event_id = :event")
                .bind("event", event.value())
                .map(row -> Map.entry(Feature.valueOf(Rows.text(row, "feature")), Rows.flag(row, "enabled")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<Void> putPlan(EventId event, PlanId plan, PersonId by, Instant now) {
        return database.sql("""
                        insert into event_plan (event_id, plan_id, set_by, set_at) values (:event, :plan, :by, :now)
                        on conflict (event_id) do update
                          set plan_id = excluded.plan_id, set_by = excluded.set_by, set_at = excluded.set_at
                        """)
                .bind("event", event.value())
                .bind("plan", plan.value())
                .bind("by", by.value())
                .bind("now", now)
                .then();
    }

    /** Fails with an integrity violation when there is no such event. */
    Mono<Void> switchTo(EventId event, List<FeatureSwitch> switches, PersonId by, Instant now) {
        return forget(event, named(switches.stream().filter(each -> each.enabled() == null)))
                .then(put(
                        event,
                        switches.stream().filter(each -> each.enabled() != null).toList(),
                        by,
                        now));
    }

    private Mono<Void> forget(EventId event, String[] features) {
        return features.length == 0
                ? Mono.empty()
                : database.sql("delete from event_feature where event_id = :event and feature = any(:features)")
                        .bind("event", event.value())
                        .bind("features", features)
                        .then();
    }

    private Mono<Void> put(EventId event, List<FeatureSwitch> switches, PersonId by, Instant now) {
        return switches.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        insert into event_feature (event_id, feature, enabled, set_by, set_at)
                        select :event, s.feature, s.enabled, :by, :now
                        from unnest(:features::text[], :enabled::boolean[]) as s (feature, enabled) order by s.feature
                        on conflict (event_id, feature) do update
                          set enabled = excluded.enabled, set_by = excluded.set_by, set_at = excluded.set_at
                        """)
                        .bind("event", event.value())
                        .bind("features", named(switches.stream()))
                        .bind(
                                "enabled",
                                switches.stream().map(FeatureSwitch::enabled).toArray(Boolean[]::new))
                        .bind("by", by.value())
                        .bind("now", now)
                        .then();
    }

    private static String[] named(Stream<FeatureSwitch> switches) {
        return switches.map(each -> each.feature().name()).toArray(String[]::new);
    }

    private static EventPlan eventPlan(Readable row) {
        Plan plan = PlanRows.plan(row);
        Set<Feature> enabled = EnumSet.noneOf(Feature.class);
        enabled.addAll(plan.features());
        enabled.addAll(PlanRows.features(row, "switched_on"));
        enabled.removeAll(PlanRows.features(row, "switched_off"));
        return new EventPlan(plan, PlanRows.inOrder(enabled));
    }

    private static Decision decision(Readable row) {
        String feature = row.get("feature", String.class);
        return new Decision(
                feature == null ? null : Feature.valueOf(feature),
                row.get("enabled", Boolean.class),
                new PersonId(Rows.uuid(row, "set_by")),
                Rows.instant(row, "set_at"));
    }
}
