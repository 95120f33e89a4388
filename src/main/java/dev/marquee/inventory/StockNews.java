package dev.marquee.inventory;

import dev.marquee.catalog.Listings;
import dev.marquee.platform.LiveBus;
import dev.marquee.platform.Rows;
import dev.marquee.platform.database.Writes;
import dev.marquee.shared.EventId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells the lists and the live subscribers that an event's stock changed. */
@Component
class StockNews {

    private final DatabaseClient database;
    private final Writes writes;
    private final Listings listings;
    private final LiveBus bus;
    private final Clock clock;

    StockNews(DatabaseClient database, Writes writes, Listings listings, LiveBus bus, Clock clock) {
        this.database = database;
        this.writes = writes;
        this.listings = listings;
        this.bus = bus;
        this.clock = clock;
    }

    /** Topic of the live bus on which changes of an event's stock are announced. */
    static String topic(EventId event) {
        return "availability:" + event;
    }

    /** Tickets moved; {@code turned} when the event may have become sold out by it, or no longer is. */
    Mono<Void> changed(EventId event, boolean turned) {
        return changed(Map.of(event, turned));
    }

    /** Tickets of events moved, each with whether it {@code turned}. */
    Mono<Void> changed(Map<EventId, Boolean> events) {
        return Flux.fromIterable(events.keySet())
                .filter(events::get)
                .concatMap(this::soldOut)
                .then(bus.announceAll(
                        events.keySet().stream().map(StockNews::topic).toList()));
    }

    /** Ticket types or the capacity changed. */
    Mono<Void> redrawn(EventId event) {
        return summary(event)
                .flatMap(summary -> listings.priceRange(event, summary.min(), summary.max())
                        .then(listings.soldOut(event, summary.soldOut())))
                .then(bus.announce(topic(event)));
    }

    private Mono<Void> soldOut(EventId event) {
        return summary(event).flatMap(summary -> listings.soldOut(event, summary.soldOut()));
    }

    private record Summary(@Nullable Long min, @Nullable Long max, boolean soldOut) {

        static Summary read(Readable row) {
            return new Summary(row.get("min", Long.class), row.get("max", Long.class), Rows.flag(row, "sold_out"));
        }
    }

    /**
     * Tickets in holds that have ended count as free. A statement of its own after all that was written, so that it sees
     * the change itself, and what others committed while that waited for its locks.
     */
    private Mono<Summary> summary(EventId event) {
        return writes.send()
                .then(database.sql("""
                        with ended as materialized (
                          select ticket_type_id, sum(quantity) as quantity from hold
                          where event_id = :event and state = 'ACTIVE' and expires_at <= :now group by ticket_type_id
                        )
                        select min(t.price) as min, max(t.price) as max, count(t.id) > 0 and least(
                          s.capacity - s.sold - s.held + (select coalesce(sum(quantity), 0) from ended),
                          coalesce(sum(t.quantity - t.sold - t.held + coalesce(x.quantity, 0)), 0)) <= 0 as sold_out
                        from event_stock s left join ticket_type t on t.event_id = s.event_id and not t.hidden
                          left join ended x on x.ticket_type_id = t.id
                        where s.event_id = :event group by s.event_id
                        """)
                        .bind("event", event.value())
                        .bind("now", clock.instant())
                        .map(Summary::read)
                        .one());
    }
}
