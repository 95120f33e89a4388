package dev.marquee.inventory;

import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
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

    /** Locks the stock of an event if there seems to be enough for a claim; false, and no lock, when there is not. */
    Mono<Boolean> enough(Claim claim) {
        return database.sql("""
                        select true as locked from event_stock s where s.event_id = :event
                          and s.capacity - s.sold - s.held >= (select sum(q) from unnest(:quantities::int[]) as w (q))
                          and not exists (
                            select from unnest(:ticketTypes::uuid[], :quantities::int[]) as w (id, quantity)
                            join ticket_type t on t.id = w.id where t.quantity - t.sold - t.held < w.quantity)
                        for no key update
                        """)
                .bind("event", claim.event().value())
                .bind("ticketTypes", claim.ids())
                .bind("quantities", claim.quantities())
                .map(row -> Rows.flag(row, "locked"))
                .one()
                .defaultIfEmpty(false);
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
