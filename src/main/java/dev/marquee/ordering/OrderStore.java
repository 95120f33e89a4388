package dev.marquee.ordering;

import dev.marquee.platform.Rows;
import dev.marquee.platform.database.Write;
import dev.marquee.platform.database.Writes;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes orders and finds those whose holds have ended. */
@Component
class OrderStore {

    private static final Write.Kind PLACED = new Write.Kind("placed", """
            lines as (
              insert into order_line (order_id, ticket_type_id, place, quantity, unit_price, attendees)
              select l.order_id, l.type, l.place, l.quantity, l.price, l.attendees::jsonb
              from unnest(:orders::uuid[], :types::uuid[], :places::int[], :quantities::int[], :prices::bigint[],
                  :attendees::text[]) as l (order_id, type, place, quantity, price, attendees)
            ), placed as (
              insert into orders (id, event_id, buyer_id, confirmation_code, status, currency, total, application_fee,
                buyer_name, buyer_email, hold_expires_at, revision, created_at, paid_at)
              select * from unnest(:ids::uuid[], :events::uuid[], :buyers::uuid[], :codes::text[], :statuses::text[],
                :currencies::text[], :totals::bigint[], :fees::bigint[], :names::text[], :emails::text[],
                :expiries::timestamptz[], :revisions::bigint[], :created::timestamptz[], :paid::timestamptz[])
              returning 1
            )""");

    private final DatabaseClient database;
    private final Writes writes;

    OrderStore(DatabaseClient database, Writes writes) {
        this.database = database;
        this.writes = writes;
    }

    /** Writes new orders with their lines; if a confirmation code is taken, {@link #isTakenCode} once they are sent. */
    Mono<Void> insert(List<Order> orders) {
        List<PlacedLine> lines = orders.stream().flatMap(PlacedLine::of).toList();
        return writes.add(new Write(PLACED)
                .bind("ids", column(orders, order -> order.id().value(), UUID[]::new))
                .bind("events", column(orders, order -> order.eventId().value(), UUID[]::new))
                .bind("buyers", column(orders, order -> order.buyerId().value(), UUID[]::new))
                .bind("codes", column(orders, Order::confirmationCode, String[]::new))
                .bind("statuses", column(orders, order -> order.status().name(), String[]::new))
                .bind(
                        "currencies",
                        column(orders, order -> order.total().currency().getCurrencyCode(), String[]::new))
                .bind("totals", column(orders, order -> order.total().amount(), Long[]::new))
                .bind("fees", column(orders, order -> order.applicationFee().amount(), Long[]::new))
                .bind("names", column(orders, Order::buyerName, String[]::new))
                .bind("emails", column(orders, Order::buyerEmail, String[]::new))
                .bind("expiries", column(orders, Order::holdExpiresAt, Instant[]::new))
                .bind("revisions", column(orders, Order::revision, Long[]::new))
                .bind("created", column(orders, Order::createdAt, Instant[]::new))
                .bind("paid", column(orders, Order::paidAt, Instant[]::new))
                .bind("orders", column(lines, line -> line.order().value(), UUID[]::new))
                .bind("types", column(lines, line -> line.line().ticketTypeId().value(), UUID[]::new))
                .bind("places", column(lines, PlacedLine::place, Integer[]::new))
                .bind("quantities", column(lines, line -> line.line().quantity(), Integer[]::new))
                .bind("prices", column(lines, line -> line.line().unitPrice().amount(), Long[]::new))
                .bind(
                        "attendees",
                        column(lines, line -> OrderRows.json(line.line().attendees()), String[]::new)));
    }

    /** Whether something failed since a confirmation code was taken. */
    static boolean isTakenCode(Throwable thrown) {
        return thrown instanceof DuplicateKeyException
                && String.valueOf(thrown.getMessage()).contains("orders_confirmation_code_key");
    }

    /** A line with its place in its order, from 1. */
    private record PlacedLine(OrderId order, int place, OrderLine line) {

        static Stream<PlacedLine> of(Order order) {
            return IntStream.range(0, order.lines().size())
                    .mapToObj(
                            i -> new PlacedLine(order.id(), i + 1, order.lines().get(i)));
        }
    }

    /** The order, locked until the transaction ends. */
    Mono<Order> lock(OrderId id) {
        return lock(List.of(id)).singleOrEmpty();
    }

    /** These orders, locked until the transaction ends, in the order of their ids. */
    Flux<Order> lock(Collection<OrderId> ids) {
        return database.sql("select " + OrderRows.COLUMNS + """
                         from orders o where o.id = any((select :ids::uuid[])::uuid[])
                        order by o.id for no key update of o
                        """)
                .bind("ids", ids.stream().map(OrderId::value).toArray(UUID[]::new))
                .map(OrderRows::order)
                .all();
    }

    /** Writes the new state of an order that is locked. */
    Mono<Order> save(Order order, Instant now) {
        return save(List.of(order), now).thenReturn(order);
    }

    /** Writes the new states of orders that are locked. */
    Mono<Void> save(List<Order> orders, Instant now) {
        return database.sql("""
                        update orders o set status = w.status, hold_expires_at = null, paid_at = w.paid_at,
                          closed_at = case when w.status = 'PAID' then null else :now::timestamptz end,
                          revision = w.revision
                        from unnest(:ids::uuid[], :statuses::text[], :paid::timestamptz[], :revisions::bigint[])
                          as w (id, status, paid_at, revision)
                        where o.id = w.id
                        """)
                .bind("ids", column(orders, order -> order.id().value(), UUID[]::new))
                .bind("statuses", column(orders, order -> order.status().name(), String[]::new))
                .bind("paid", column(orders, Order::paidAt, Instant[]::new))
                .bind("revisions", column(orders, Order::revision, Long[]::new))
                .bind("now", now)
                .then();
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

    /** An order's place among those of its event, which goes from the oldest to the latest. */
    record Position(Instant createdAt, OrderId order) {

        /** Before all others. */
        static final Position FIRST = new Position(Instant.EPOCH, new OrderId(new UUID(0, 0)));
    }

    /** Orders of an event in a state, a page of them, oldest first. */
    Mono<List<Position>> of(EventId event, OrderStatus status, Position after, int limit) {
        return database.sql("""
                        select created_at, id from orders
                        where event_id = :event and status = :status and (created_at, id) > (:createdAt, :id)
                        order by created_at, id limit :limit
                        """)
                .bind("event", event.value())
                .bind("status", status.name())
                .bind("createdAt", after.createdAt())
                .bind("id", after.order().value())
                .bind("limit", limit)
                .map(row -> new Position(Rows.instant(row, "created_at"), new OrderId(Rows.uuid(row, "id"))))
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

    private static <T, V extends @Nullable Object> V[] column(
            List<T> rows, Function<T, V> value, IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
