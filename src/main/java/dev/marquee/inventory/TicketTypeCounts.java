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

    Mono<Integer> all(EventId event) {
        return database.sql("select count(*)::int as types from ticket_type where event_id = :event")
                .bind("event", event.value())
                .map(row -> Rows.integer(row, "types"))
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
