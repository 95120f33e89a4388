package dev.marquee.inventory;

import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketTypeId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts the ticket types of an event that is locked, so that the figures hold until the transaction ends. */
@Component
class TicketTypeCounts {

    private final DatabaseClient database;

    TicketTypeCounts(DatabaseClient database) {
        this.database = database;
    }

    /**
     * What an event offers.
     *
     * @param types how many ticket types
     * @param quantity tickets of all of them together
     */
    record Offer(int types, int quantity, int capacity) {

        /** Tickets on offer. */
        int tickets() {
            return Math.min(capacity, quantity);
        }

        /** Tickets on offer when there are so many more or, below zero, fewer. */
        int ticketsWith(int more) {
            return Math.min(capacity, quantity + more);
        }
    }

    Mono<Offer> offer(EventId event) {
        return database.sql("""
                        select s.capacity, count(t.id)::int as types, coalesce(sum(t.quantity), 0)::int as quantity
                        from event_stock s left join ticket_type t on t.event_id = s.event_id
                        where s.event_id = :event group by s.event_id
                        """)
                .bind("event", event.value())
                .map(row -> new Offer(
                        Rows.integer(row, "types"), Rows.integer(row, "quantity"), Rows.integer(row, "capacity")))
                .one();
    }

    /** Whether the event has another ticket type that everybody sees. */
    Mono<Boolean> visibleBeside(TicketTypeId id, EventId event) {
        return database.sql("""
                        select exists (
                          select from ticket_type where event_id = :event and id <> :id and not hidden) as found
                        """)
                .bind("event", event.value())
                .bind("id", id.value())
                .map(row -> Rows.flag(row, "found"))
                .one();
    }
}
