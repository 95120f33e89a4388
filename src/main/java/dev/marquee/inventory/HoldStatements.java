package dev.marquee.inventory;

import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The statements that move what an order took from one state to another, with the counters, once the stock is locked. */
@Component
class HoldStatements {

    /** What an order took, as it is now that its stock is locked. */
    private static final String TAKEN = """
            with stock as materialized (
              select event_id, capacity - sold - held as rest from event_stock where event_id = :event
            ),
            mine as materialized (
              select t.id, h.quantity, h.state, t.quantity - t.sold - t.held as rest
              from hold h join ticket_type t on t.id = h.ticket_type_id where h.order_id = :order
            )
            """;

    /**
     * Nothing is sold once the event is cancelled or over; the state found is then {@code OFF}. A hold that was committed
     * after the stocks were locked may be one of a stock that is not.
     */
    private static final String SELL = """
            with mine as materialized (
              select h.order_id, h.event_id, t.id, h.quantity, h.state, t.quantity - t.sold - t.held as rest
              from hold h join ticket_type t on t.id = h.ticket_type_id where h.order_id = any((select :orders::uuid[])::uuid[])
                and h.event_id = any((select :locked::uuid[])::uuid[])
            ),
            active as materialized (
              select m.order_id, m.event_id, m.id, m.quantity from mine m join event e on e.id = m.event_id
              where m.state = 'ACTIVE' and e.status <> 'CANCELLED' and e.ends_at > :now
            ),
            types as (
              update ticket_type t set held = t.held - a.quantity, sold = t.sold + a.quantity
              from (select id, sum(quantity) as quantity from active group by id) a where t.id = a.id
            ),
            events as (
              update event_stock s set held = s.held - a.quantity, sold = s.sold + a.quantity, revision = s.revision + 1
              from (select event_id, sum(quantity) as quantity from active group by event_id) a
              where s.event_id = a.event_id
            ),
            holds as (
              update hold h set state = 'SOLD', expires_at = null
              from active a where h.order_id = a.order_id and h.ticket_type_id = a.id
            )
            select m.order_id, m.event_id, s.capacity - s.sold - s.held = 0 or m.least = 0 as turned,
              case when m.state = 'ACTIVE' and m.order_id not in (select order_id from active) then 'OFF'
                   else m.state end as state
            from (select order_id, event_id, min(state) as state, min(rest) as least from mine
                  group by order_id, event_id) m
              join event_stock s on s.event_id = m.event_id
            """;

    private static final String PUT_BACK = TAKEN + """
            , types as (
              update ticket_type t
              set held = t.held - case when :state = 'ACTIVE' then m.quantity else 0 end,
                  sold = t.sold - case when :state = 'SOLD' then m.quantity else 0 end
              from mine m where m.state = :state and t.id = m.id
            ),
            event as (
              update event_stock s
              set held = s.held - case when :state = 'ACTIVE' then m.quantity else 0 end,
                  sold = s.sold - case when :state = 'SOLD' then m.quantity else 0 end,
                  revision = s.revision + 1
              from (select sum(quantity) as quantity from mine where state = :state) m, stock
              where m.quantity is not null and s.event_id = stock.event_id
            ),
            allowances as (
              update person_allowance a set taken = a.taken - h.quantity
              from hold h join ticket_type t on t.id = h.ticket_type_id
              where h.order_id = :order and h.state = :state and t.max_per_person is not null
                and a.ticket_type_id = h.ticket_type_id and a.person_id = h.person_id
            ),
            holds as (
              update hold h set state = :after, expires_at = null
              from mine m where m.state = :state and h.order_id = :order and h.ticket_type_id = m.id
            )
            select stock.event_id, m.state, stock.rest = 0 or m.least = 0 as turned
            from stock, (select min(state) as state, min(rest) as least from mine) m
            """;

    private static final String TAKE_ANEW = """
            with mine as materialized (
              select t.id, h.event_id, h.person_id, h.quantity, t.max_per_person, t.quantity - t.sold - t.held as rest,
                     coalesce(a.taken, 0) as taken
              from hold h join ticket_type t on t.id = h.ticket_type_id
                left join person_allowance a on a.ticket_type_id = t.id and a.person_id = h.person_id
              where h.order_id = :order and h.state = 'RELEASED'
            ),
            granted as materialized (
              select m.event_id, m.quantity, s.capacity - s.sold - s.held - m.quantity as rest
              from (select event_id, sum(quantity) as quantity from mine group by event_id
                    having bool_and(quantity <= rest and (max_per_person is null or taken + quantity <= max_per_person))
                   ) m join event_stock s on s.event_id = m.event_id join event e on e.id = m.event_id
              where e.status <> 'CANCELLED' and e.ends_at > :now
                and m.quantity <= s.capacity - s.sold - s.held
            ),
            allowed as (
              insert into person_allowance as a (ticket_type_id, person_id, taken)
              select m.id, m.person_id, m.quantity from mine m, granted where m.max_per_person is not null
              on conflict (ticket_type_id, person_id) do update set taken = a.taken + excluded.taken
            ),
            types as (
              update ticket_type t set sold = t.sold + m.quantity from mine m, granted where t.id = m.id
            ),
            event as (
              update event_stock s set sold = s.sold + g.quantity, revision = s.revision + 1
              from granted g where s.event_id = g.event_id
            ),
            holds as (
              update hold h set state = 'SOLD' from granted where h.order_id = :order and h.state = 'RELEASED'
            )
            select g.event_id, 'SOLD' as state, g.rest = 0 or exists (select from mine where quantity = rest) as turned
            from granted g
            """;

    private static final String WAITS = """
            select exists (
              select from hold h join event e on e.id = h.event_id
              where h.event_id = (select m.event_id from hold m where m.order_id = :order and m.state = 'RELEASED' limit 1)
                and h.state = 'ACTIVE' and h.expires_at <= :now and e.status <> 'CANCELLED' and e.ends_at > :now) as waits
            """;

    private final DatabaseClient database;
    private final StockLock lock;
    private final Clock clock;

    HoldStatements(DatabaseClient database, StockLock lock, Clock clock) {
        this.database = database;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * What a statement found.
     *
     * @param state the state that the order's holds were in
     * @param turned whether something ran out by it or is no longer out
     */
    record Found(OrderId order, EventId event, String state, boolean turned) {}

    /** Sells what is held by orders; finds the states before. Nothing is found of an order that took nothing. */
    Mono<List<Found>> sell(Collection<OrderId> orders) {
        return lock.ofOrders(orders)
                .flatMapMany(locked -> database.sql(SELL)
                        .bind("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new))
                        .bind("locked", locked.stream().map(EventId::value).toArray(UUID[]::new))
                        .bind("now", clock.instant())
                        .map(row -> found(new OrderId(Rows.uuid(row, "order_id")), row))
                        .all())
                .collectList();
    }

    /** Takes anew and sells what was released; empty when it cannot. Needs the lock of {@link #sell}. */
    Mono<Found> takeAnew(OrderId order) {
        return find(order, database.sql(TAKE_ANEW).bind("now", clock.instant()));
    }

    /** Whether what was released may be taken anew once holds that have ended are closed. */
    Mono<Boolean> waits(OrderId order) {
        return database.sql(WAITS)
                .bind("order", order.value())
                .bind("now", clock.instant())
                .map(row -> Rows.flag(row, "waits"))
                .one();
    }

    /** Puts back what is in a state; finds the state before. Empty when the order took nothing. */
    Mono<Found> putBack(OrderId order, String state, String after) {
        return lock.of(order)
                .flatMap(event -> find(
                        order,
                        database.sql(PUT_BACK)
                                .bind("event", event.value())
                                .bind("state", state)
                                .bind("after", after)));
    }

    private static Mono<Found> find(OrderId order, DatabaseClient.GenericExecuteSpec statement) {
        return statement
                .bind("order", order.value())
                .map(row -> found(order, row))
                .one();
    }

    private static Found found(OrderId order, Readable row) {
        return new Found(
                order, new EventId(Rows.uuid(row, "event_id")), Rows.text(row, "state"), Rows.flag(row, "turned"));
    }
}
