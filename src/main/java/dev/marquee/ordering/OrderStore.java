package dev.marquee.ordering;

import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes orders and finds those whose holds have ended. */
@Component
class OrderStore {

    private static final String INSERT = """
            with placed as (
              insert into orders (id, event_id, buyer_id, confirmation_code, status, currency, total, application_fee,
                buyer_name, buyer_email, hold_expires_at, revision, created_at, paid_at)
              values (:id, :event, :buyer, :code, :status, :currency, :total, :fee, :buyerName, :buyerEmail,
                :holdExpiresAt, :revision, :createdAt, :paidAt)
              on conflict (confirmation_code) do nothing returning id
            )
            insert into order_line (order_id, ticket_type_id, place, quantity, unit_price, attendees)
            select placed.id, l.type, l.place, l.quantity, l.price, l.attendees::jsonb
            from placed, unnest(:types::uuid[], :quantities::int[], :prices::bigint[], :attendees::text[])
              with ordinality as l (type, quantity, price, attendees, place)
            """;

    private final DatabaseClient database;

    OrderStore(DatabaseClient database) {
        this.database = database;
    }

    /** Writes an order with its lines; false when its confirmation code is taken. */
    Mono<Boolean> insert(Order order) {
        return database.sql(INSERT)
                .bind("id", order.id().value())
                .bind("event", order.eventId().value())
                .bind("buyer", order.buyerId().value())
                .bind("code", order.confirmationCode())
                .bind("status", order.status().name())
                .bind("currency", order.total().currency().getCurrencyCode())
                .bind("total", order.total().amount())
                .bind("fee", order.applicationFee().amount())
                .bind("buyerName", order.buyerName())
                .bind("buyerEmail", order.buyerEmail())
                .bind("holdExpiresAt", orNull(order.holdExpiresAt()))
                .bind("revision", order.revision())
                .bind("createdAt", order.createdAt())
                .bind("paidAt", orNull(order.paidAt()))
                .bind("types", column(order, line -> line.ticketTypeId().value(), UUID[]::new))
                .bind("quantities", column(order, OrderLine::quantity, Integer[]::new))
                .bind("prices", column(order, line -> line.unitPrice().amount(), Long[]::new))
                .bind("attendees", column(order, line -> OrderRows.json(line.attendees()), String[]::new))
                .fetch()
                .rowsUpdated()
                .map(lines -> lines > 0);
    }

    /** The order, locked until the transaction ends. */
    Mono<Order> lock(OrderId id) {
        return database.sql("select " + OrderRows.COLUMNS + " from orders o where o.id = :id for no key update of o")
                .bind("id", id.value())
                .map(OrderRows::order)
                .one();
    }

    /** Writes the new state of an order that is locked. */
    Mono<Order> save(Order order, Instant now) {
        return database.sql("""
                        update orders set status = :status, hold_expires_at = null, paid_at = :paidAt,
                          closed_at = case when :status = 'PAID' then null else :now::timestamptz end,
                          revision = :revision
                        where id = :id
                        """)
                .bind("id", order.id().value())
                .bind("status", order.status().name())
                .bind("paidAt", orNull(order.paidAt()))
                .bind("now", now)
                .bind("revision", order.revision())
                .then()
                .thenReturn(order);
    }

    /**
     * Unpaid orders of an event whose holds have ended: first those that nobody works on or failed to close lately, of
     * these first those that have what is wanted, of these first the longest ended.
     */
    Flux<OrderId> ended(Wanted wanted, Instant now, int limit) {
        PersonId person = wanted.person();
        return database.sql("""
                        select o.id from orders o
                        where o.event_id = :event and o.status = 'PENDING' and o.hold_expires_at <= :now
                        order by coalesce(o.sweep_after > :now, false), not coalesce(o.buyer_id = :person, true),
                          not exists (
                            select from order_line l where l.order_id = o.id and l.ticket_type_id = any(:types)),
                          o.hold_expires_at
                        limit :limit
                        """)
                .bind("event", wanted.event().value())
                .bind("now", now)
                .bind("person", person == null ? Parameters.in(UUID.class) : Parameters.in(person.value()))
                .bind("types", wanted.types().stream().map(TicketTypeId::value).toArray(UUID[]::new))
                .bind("limit", limit)
                .map(row -> new OrderId(Rows.uuid(row, "id")))
                .all();
    }

    /** Lets others go first for a while, after an order whose hold has ended could not be closed. */
    Mono<Void> postpone(OrderId id, Instant until) {
        return database.sql("update orders set sweep_after = :until where id = :id and status = 'PENDING'")
                .bind("id", id.value())
                .bind("until", until)
                .then();
    }

    /** Orders of an event in a state, a page of them in the order of their ids. */
    Mono<List<OrderId>> of(EventId event, OrderStatus status, OrderId after, int limit) {
        return database.sql("""
                        select id from orders where event_id = :event and status = :status and id > :after
                        order by id limit :limit
                        """)
                .bind("event", event.value())
                .bind("status", status.name())
                .bind("after", after.value())
                .bind("limit", limit)
                .map(row -> new OrderId(Rows.uuid(row, "id")))
                .all()
                .collectList();
    }

    /** Unpaid orders whose holds have ended, reserved for this instance until {@code leaseEnd}. */
    Mono<List<OrderId>> lease(Instant now, Instant leaseEnd, int limit) {
        return database.sql("""
                        update orders set sweep_after = :leaseEnd where id in (
                          select id from orders where status = 'PENDING' and hold_expires_at <= :now
                            and (sweep_after is null or sweep_after <= :now)
                          order by hold_expires_at limit :limit for no key update skip locked)
                        returning id
                        """)
                .bind("now", now)
                .bind("leaseEnd", leaseEnd)
                .bind("limit", limit)
                .map(row -> new OrderId(Rows.uuid(row, "id")))
                .all()
                .collectList();
    }

    private static <T> T[] column(
            Order order, Function<OrderLine, T> value, java.util.function.IntFunction<T[]> array) {
        return order.lines().stream().map(value).toArray(array);
    }

    private static Parameter orNull(@Nullable Instant time) {
        return time == null ? Parameters.in(Instant.class) : Parameters.in(time);
    }
}
