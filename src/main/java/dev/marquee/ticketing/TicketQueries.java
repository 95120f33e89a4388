package dev.marquee.ticketing;

import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketId;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** SQL of tickets. */
@Component
class TicketQueries {

    private static final String SELECT = "select " + TicketRow.COLUMNS + " from ticket ";

    private final DatabaseClient database;

    TicketQueries(DatabaseClient database) {
        this.database = database;
    }

    /** Where a page of a person's tickets starts: after the ticket with these values. */
    record Position(Instant issuedAt, UUID id) {}

    Flux<Ticket> byIds(Collection<TicketId> ids) {
        return database.sql(SELECT + "where id = any((select :ids::uuid[])::uuid[])")
                .bind("ids", ids.stream().map(TicketId::value).toArray(UUID[]::new))
                .map(TicketRow::ticket)
                .all();
    }

    Flux<Ticket> ofOrders(Collection<OrderId> orders) {
        return database.sql(SELECT + "where order_id = any((select :orders::uuid[])::uuid[]) order by id")
                .bind("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new))
                .map(TicketRow::ticket)
                .all();
    }

    /** A person's tickets, latest issued first. */
    Flux<Ticket> ofHolder(PersonId holder, @Nullable EventId event, @Nullable Position after, int limit) {
        var statement = database.sql(SELECT + "where holder_id = :holder"
                        + (event == null ? "" : " and event_id = :event")
                        + (after == null ? "" : " and (issued_at, id) < (:issuedAt, :id)")
                        + " order by issued_at desc, id desc limit :limit")
                .bind("holder", holder.value())
                .bind("limit", limit);
        if (event != null) {
            statement = statement.bind("event", event.value());
        }
        if (after != null) {
            statement = statement.bind("issuedAt", after.issuedAt()).bind("id", after.id());
        }
        return statement.map(TicketRow::ticket).all();
    }

    Mono<Void> revoke(OrderId order, String reason, Instant now) {
        return database.sql("""
                        update ticket
                        set status = 'REVOKED', serial = serial + 1, revoked_at = :now, revocation_reason = :reason
                        where id in (select id from ticket where order_id = :order and status <> 'REVOKED'
                                     order by id for no key update)
                        """)
                .bind("order", order.value())
                .bind("reason", reason)
                .bind("now", now)
                .then();
    }
}
