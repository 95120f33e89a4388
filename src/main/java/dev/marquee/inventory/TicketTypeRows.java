package dev.marquee.inventory;

import dev.marquee.catalog.EventStatus;
import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketTypeId;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Locks and writes ticket types. */
@Component
class TicketTypeRows {

    private final DatabaseClient database;

    TicketTypeRows(DatabaseClient database) {
        this.database = database;
    }

    /** An event with its stock locked: nobody can buy from it or change its ticket types meanwhile. */
    record LockedEvent(EventId id, EventStatus status, String currency) {}

    /** A ticket type of a locked event, and how many of its tickets are sold or held. */
    record Locked(TicketTypeDraft draft, int taken) {}

    /** Locks first the event, as the catalog does, then its stock; empty when there is no such event. */
    Mono<LockedEvent> lock(EventId event) {
        return database.sql("""
                        with e as materialized (select id, status, currency from event where id = :event for share),
                        s as materialized (
                          select s.event_id from event_stock s join e on e.id = s.event_id for no key update of s)
                        select e.id, e.status, e.currency from e join s on s.event_id = e.id
                        """)
                .bind("event", event.value())
                .map(row -> new LockedEvent(
                        new EventId(Rows.uuid(row, "id")),
                        EventStatus.valueOf(Rows.text(row, "status")),
                        Rows.text(row, "currency")))
                .one();
    }

    Mono<EventId> eventOf(TicketTypeId id) {
        return database.sql("select event_id from ticket_type where id = :id")
                .bind("id", id.value())
                .map(row -> new EventId(Rows.uuid(row, "event_id")))
                .one();
    }

    /** A ticket type of an event that is locked. */
    Mono<Locked> read(TicketTypeId id) {
        return database.sql("""
                        select name, description, price, quantity, sold + held as taken, sales_start, sales_end,
                          max_per_order, max_per_person, hidden, position
                        from ticket_type where id = :id
                        """)
                .bind("id", id.value())
                .map(TicketTypeRows::locked)
                .one();
    }

    Mono<TicketTypeId> insert(LockedEvent event, TicketTypeDraft draft) {
        TicketTypeId id = TicketTypeId.next();
        return written("""
                        insert into ticket_type (id, event_id, name, description, price, currency, quantity,
                          sales_start, sales_end, max_per_order, max_per_person, hidden, position)
                        select :id, :event, :name, :description, :price, :currency, :quantity, :salesStart, :salesEnd,
                          :maxPerOrder, :maxPerPerson, :hidden,
                          coalesce(:position, (select max(position) + 1 from ticket_type where event_id = :event), 0)
                        """, id, draft)
                .bind("event", event.id().value())
                .bind("currency", event.currency())
                .then()
                .thenReturn(id);
    }

    Mono<Void> update(TicketTypeId id, TicketTypeDraft draft) {
        return written("""
                        update ticket_type set name = :name, description = :description, price = :price,
                          quantity = :quantity, sales_start = :salesStart, sales_end = :salesEnd,
                          max_per_order = :maxPerOrder, max_per_person = :maxPerPerson, hidden = :hidden,
                          position = :position
                        where id = :id
                        """, id, draft).then();
    }

    /** Counts anew what each person has of a type that had no limit until now. */
    Mono<Void> countPersons(TicketTypeId id) {
        return database.sql("delete from person_allowance where ticket_type_id = :id")
                .bind("id", id.value())
                .then()
                .then(database.sql("""
                        insert into person_allowance (ticket_type_id, person_id, taken)
                        select ticket_type_id, person_id, sum(quantity) from hold
                        where ticket_type_id = :id and state in ('ACTIVE', 'SOLD') group by ticket_type_id, person_id
                        """).bind("id", id.value()).then());
    }

    /** Deletes a type that no order refers to; false when one does. */
    Mono<Boolean> delete(TicketTypeId id) {
        return database.sql("""
                        delete from ticket_type t where t.id = :id
                          and not exists (select from hold h where h.ticket_type_id = t.id)
                        """).bind("id", id.value()).fetch().rowsUpdated().map(rows -> rows == 1);
    }

    Mono<Void> bumpRevision(EventId event) {
        return database.sql("update event_stock set revision = revision + 1 where event_id = :event")
                .bind("event", event.value())
                .then();
    }

    private DatabaseClient.GenericExecuteSpec written(String sql, TicketTypeId id, TicketTypeDraft draft) {
        return database.sql(sql)
                .bind("id", id.value())
                .bind("name", draft.name())
                .bind("description", orNull(draft.description(), String.class))
                .bind("price", draft.price())
                .bind("quantity", draft.quantity())
                .bind("salesStart", orNull(draft.salesStart(), Instant.class))
                .bind("salesEnd", orNull(draft.salesEnd(), Instant.class))
                .bind("maxPerOrder", draft.maxPerOrder())
                .bind("maxPerPerson", orNull(draft.maxPerPerson(), Integer.class))
                .bind("hidden", draft.hidden())
                .bind("position", orNull(draft.position(), Integer.class));
    }

    private static Locked locked(Readable row) {
        TicketTypeDraft draft = new TicketTypeDraft(
                Rows.text(row, "name"),
                row.get("description", String.class),
                Rows.number(row, "price"),
                Rows.integer(row, "quantity"),
                row.get("sales_start", Instant.class),
                row.get("sales_end", Instant.class),
                Rows.integer(row, "max_per_order"),
                row.get("max_per_person", Integer.class),
                Rows.flag(row, "hidden"),
                Rows.integer(row, "position"));
        return new Locked(draft, Rows.integer(row, "taken"));
    }

    private static <T> Parameter orNull(@Nullable T value, Class<T> type) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }
}
