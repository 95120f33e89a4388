package dev.marquee.inventory;

import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Locks the stock of an event until the transaction ends; all that moves tickets of the event does so first.
 *
 * <p>A statement of its own: the next one sees all that was committed while this one waited, in every table.
 */
@Component
class StockLock {

    private final DatabaseClient database;

    StockLock(DatabaseClient database) {
        this.database = database;
    }

    /** Locks the stocks of events in the order of their ids, so that two that lock several never wait for each other. */
    Mono<Void> of(Collection<EventId> events) {
        return database.sql("""
                        select count(*) as locked from (
                          select from event_stock s where s.event_id = any((select :events::uuid[])::uuid[])
                          order by s.event_id for no key update) as locked
                        """)
                .bind("events", events.stream().map(EventId::value).toArray(UUID[]::new))
                .map(row -> Rows.number(row, "locked"))
                .one()
                .then();
    }

    /** Locks the stocks that orders took from, in the order of their events; gives these. */
    Mono<List<EventId>> ofOrders(Collection<OrderId> orders) {
        return database.sql("""
                        select s.event_id from event_stock s
                        where s.event_id in (select h.event_id from hold h where h.order_id = any((select :orders::uuid[])::uuid[]))
                        order by s.event_id for no key update
                        """)
                .bind("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new))
                .map(row -> new EventId(Rows.uuid(row, "event_id")))
                .all()
                .collectList();
    }

    /** Locks the stock that an order took from; empty when it took nothing. */
    Mono<EventId> of(OrderId order) {
        return database.sql("""
                        select s.event_id from event_stock s
                        where s.event_id = (select h.event_id from hold h where h.order_id = :order limit 1)
                        for no key update
                        """)
                .bind("order", order.value())
                .map(row -> new EventId(Rows.uuid(row, "event_id")))
                .one();
    }
}
