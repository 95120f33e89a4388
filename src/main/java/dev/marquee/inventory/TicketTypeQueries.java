package dev.marquee.inventory;

import dev.marquee.catalog.EventStatus;
import dev.marquee.platform.Rows;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lookups;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import dev.marquee.shared.TicketTypeId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads ticket types with what is left of them; tickets in holds that have ended count as free. */
@Component
class TicketTypeQueries implements TicketTypes {

    private static final String BY_EVENTS = """
            with ended as materialized (
              select event_id, ticket_type_id, sum(quantity)::int as quantity from hold
              where event_id = any(%1$s) and state = 'ACTIVE' and expires_at <= (select :now::timestamptz)
              group by event_id, ticket_type_id
            ),
            stock as materialized (
              select s.event_id, e.status, e.starts_at, e.ends_at, s.revision,
                s.capacity - s.sold - s.held
                  + coalesce((select sum(quantity)::int from ended where event_id = s.event_id), 0) as rest
              from event_stock s join event e on e.id = s.event_id where s.event_id = any(%1$s)
            )
            """;

    private static final String COLUMNS = """
            t.id, t.event_id, t.name, t.description, t.price, t.currency, t.quantity, t.sold,
            t.held - coalesce(x.quantity, 0) as held, t.sales_start, t.sales_end, t.max_per_order, t.max_per_person,
            t.hidden, t.position, s.status, s.starts_at, s.ends_at, s.rest, s.revision
            """;

    private static final String OF_EVENTS =
            BY_EVENTS.formatted("(select :events::uuid[])::uuid[]") + "select s.event_id as stock_of, " + COLUMNS + """
             from stock s left join ticket_type t on t.event_id = s.event_id
               left join ended x on x.ticket_type_id = t.id
             order by s.event_id, t.position, t.id
            """;

    private static final String OF_TYPES =
            BY_EVENTS.formatted("array(select event_id from ticket_type where id = any((select :ids::uuid[])::uuid[]))")
                    + "select " + COLUMNS + """
             from stock s join ticket_type t on t.event_id = s.event_id
               left join ended x on x.ticket_type_id = t.id
             where t.id = any((select :ids::uuid[])::uuid[])
            """;

    private final DatabaseClient database;
    private final Clock clock;
    private final Lookups<TicketTypeId, TicketType> types;
    private final Lookups<EventId, EventTickets> stocks;

    TicketTypeQueries(DatabaseClient database, LaneSettings lanes, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.types = new Lookups<>(lanes, this::readTypes);
        this.stocks = new Lookups<>(lanes, this::readStocks);
    }

    @Override
    public Mono<Map<TicketTypeId, TicketType>> byIds(Collection<TicketTypeId> ids) {
        return types.find(ids);
    }

    private Mono<Map<TicketTypeId, TicketType>> readTypes(Collection<TicketTypeId> ids) {
        Instant now = clock.instant();
        UUID[] values = ids.stream().map(TicketTypeId::value).toArray(UUID[]::new);
        return database.sql(OF_TYPES)
                .bind("ids", values)
                .bind("now", now)
                .map(row -> type(row, now))
                .all()
                .collectMap(TicketType::id);
    }

    Mono<TicketType> byId(TicketTypeId id) {
        return types.find(id);
    }

    /** The stock of events, in one statement; events without stock are left out. */
    Mono<Map<EventId, EventTickets>> byEvents(Collection<EventId> events) {
        return stocks.find(events);
    }

    private Mono<Map<EventId, EventTickets>> readStocks(Collection<EventId> events) {
        Instant now = clock.instant();
        return database.sql(OF_EVENTS)
                .bind("events", events.stream().map(EventId::value).toArray(UUID[]::new))
                .bind("now", now)
                .map(row -> part(row, now))
                .all()
                .as(TicketTypeQueries::gathered);
    }

    private static Mono<Map<EventId, EventTickets>> gathered(Flux<EventTickets> parts) {
        return parts.collectMultimap(EventTickets::event)
                .map(Map::values)
                .flatMapIterable(all -> all)
                .map(EventTickets::joined)
                .collectMap(EventTickets::event);
    }

    private static EventTickets part(Readable row, Instant now) {
        return new EventTickets(
                new EventId(Rows.uuid(row, "stock_of")),
                EventStatus.valueOf(Rows.text(row, "status")),
                Rows.number(row, "revision"),
                Rows.integer(row, "rest"),
                row.get("id") == null ? List.of() : List.of(type(row, now)));
    }

    private static TicketType type(Readable row, Instant now) {
        int quantity = Rows.integer(row, "quantity");
        int sold = Rows.integer(row, "sold");
        int held = Rows.integer(row, "held");
        int remaining = Math.max(0, Math.min(quantity - sold - held, Rows.integer(row, "rest")));
        SalesWindow window =
                new SalesWindow(row.get("sales_start", Instant.class), row.get("sales_end", Instant.class));
        return new TicketType(
                new TicketTypeId(Rows.uuid(row, "id")),
                new EventId(Rows.uuid(row, "event_id")),
                Rows.text(row, "name"),
                row.get("description", String.class),
                Money.of(Rows.number(row, "price"), Rows.text(row, "currency")),
                quantity,
                sold,
                held,
                remaining,
                window.statusAt(
                        now,
                        EventStatus.valueOf(Rows.text(row, "status")),
                        Rows.instant(row, "starts_at"),
                        Rows.instant(row, "ends_at"),
                        remaining),
                window.start(),
                window.end(),
                Rows.integer(row, "max_per_order"),
                row.get("max_per_person", Integer.class),
                Rows.flag(row, "hidden"),
                Rows.integer(row, "position"));
    }
}
