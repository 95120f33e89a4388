package dev.marquee.plans.offer;

import dev.marquee.plans.Feature;
import dev.marquee.plans.Plan;
import dev.marquee.platform.Rows;
import dev.marquee.shared.PlanId;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Plans in the database; every method joins the current transaction. */
@Component
public class PlanStore {

    private static final String SELECT = "select " + PlanRows.COLUMNS + " from plan p ";

    private final DatabaseClient database;

    public PlanStore(DatabaseClient database) {
        this.database = database;
    }

    /** Every plan that is not archived, in order. */
    public Mono<List<Plan>> onOffer() {
        return database.sql(SELECT + "where not p.archived order by p.position, p.id")
                .map(PlanRows::plan)
                .all()
                .collectList();
    }

    /** A plan that is not archived, the default one for null, kept from being deleted until the transaction ends. */
    public Mono<Plan> kept(@Nullable PlanId id) {
        var statement = id == null
                ? database.sql(SELECT + "where p.is_default for key share")
                : database.sql(SELECT + "where p.id = :id and not p.archived for key share")
                        .bind("id", id.value());
        return statement.map(PlanRows::plan).one();
    }

    /** A plan, archived or not, kept from being deleted until the transaction ends. */
    public Mono<Plan> held(PlanId id) {
        return database.sql(SELECT + "where p.id = :id for key share")
                .bind("id", id.value())
                .map(PlanRows::plan)
                .one();
    }

    Mono<List<Plan>> all() {
        return database.sql(SELECT + "order by p.position, p.id")
                .map(PlanRows::plan)
                .all()
                .collectList();
    }

    /** Plans by id, archived or not. */
    public Mono<List<Plan>> byIds(Collection<PlanId> ids) {
        return database.sql(SELECT + "where p.id = any((select :ids::uuid[])::uuid[])")
                .bind("ids", ids.stream().map(PlanId::value).toArray(UUID[]::new))
                .map(PlanRows::plan)
                .all()
                .collectList();
    }

    Mono<Plan> byId(PlanId id) {
        return byIds(List.of(id)).mapNotNull(found -> found.isEmpty() ? null : found.getFirst());
    }

    /** Lets nobody else write plans until the transaction ends. */
    Mono<Void> lock() {
        return database.sql("lock table plan in share row exclusive mode").then();
    }

    /** How many plans there are and the position behind all of them. */
    record Extent(int plans, int end) {}

    Mono<Extent> extent() {
        return database.sql("select count(*)::int as plans, coalesce(max(position) + 1, 0) as behind from plan")
                .map(row -> new Extent(Rows.integer(row, "plans"), Rows.integer(row, "behind")))
                .one();
    }

    /** False when another plan has the name. */
    Mono<Boolean> insert(Plan plan) {
        return database.sql("""
                        insert into plan (id, name, description, price, currency, fee_basis_points, features,
                          ticket_limit, event_limit, position, archived, is_default)
                        values (:id, :name, :description, :price, :currency, :fee, :features, :tickets, :events,
                          :position, :archived, :isDefault)
                        on conflict (lower(name)) do nothing
                        """).bindValues(values(plan)).fetch().rowsUpdated().map(rows -> rows == 1);
    }

    Mono<Boolean> nameTaken(Plan plan) {
        return database.sql("select exists (select from plan where lower(name) = lower(:name) and id <> :id) as taken")
                .bind("name", plan.name())
                .bind("id", plan.id().value())
                .map(row -> Rows.flag(row, "taken"))
                .one();
    }

    Mono<Void> update(Plan plan) {
        return database.sql("""
                        update plan set name = :name, description = :description, price = :price, currency = :currency,
                          fee_basis_points = :fee, features = :features, ticket_limit = :tickets,
                          event_limit = :events, position = :position, archived = :archived, is_default = :isDefault
                        where id = :id
                        """).bindValues(values(plan)).then();
    }

    /** Takes the place of the default from whatever plan has it. */
    Mono<Void> clearDefault() {
        return database.sql("update plan set is_default = false where is_default")
                .then();
    }

    Mono<Integer> eventsOn(PlanId id) {
        return database.sql("select count(*)::int as events from event_plan where plan_id = :id")
                .bind("id", id.value())
                .map(row -> Rows.integer(row, "events"))
                .one();
    }

    Mono<Void> delete(PlanId id) {
        return database.sql("delete from plan where id = :id")
                .bind("id", id.value())
                .then();
    }

    private static Map<String, Object> values(Plan plan) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", plan.id().value());
        values.put("name", plan.name());
        values.put("description", plan.description());
        values.put("price", plan.price().amount());
        values.put("currency", plan.price().currency().getCurrencyCode());
        values.put("fee", plan.feeBasisPoints());
        values.put("features", plan.features().stream().map(Feature::name).toArray(String[]::new));
        values.put("tickets", limit(plan.limits().ticketsPerEvent()));
        values.put("events", limit(plan.limits().eventsPerOrganizer()));
        values.put("position", plan.position());
        values.put("archived", plan.archived());
        values.put("isDefault", plan.isDefault());
        return values;
    }

    private static Parameter limit(@Nullable Integer value) {
        return value == null ? Parameters.in(Integer.class) : Parameters.in(value);
    }
}
