package dev.marquee.catalog;

import dev.marquee.platform.LiveBus;
import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what the lists show of an event and tells the subscribers of its status. */
@Component
class ListingStore implements Listings {

    /** Topic of the live bus on which changes are announced of anything that a list may show or be filtered by. */
    static final String LISTS = "events";

    private final DatabaseClient database;
    private final LiveBus bus;

    ListingStore(DatabaseClient database, LiveBus bus) {
        this.database = database;
        this.bus = bus;
    }

    /** Topic of the live bus on which changes of an event's status are announced. */
    static String topic(EventId event) {
        return "event-status:" + event;
    }

    @Override
    public Mono<Void> priceRange(EventId event, @Nullable Long min, @Nullable Long max) {
        return database.sql("update event_listing set price_min = :min, price_max = :max where event_id = :event")
                .bind("min", Parameters.in(R2dbcType.BIGINT, min))
                .bind("max", Parameters.in(R2dbcType.BIGINT, max))
                .bind("event", event.value())
                .then()
                .then(bus.announce(LISTS));
    }

    @Override
    public Mono<Void> soldOut(EventId event, boolean soldOut) {
        return database.sql("""
                        update event_listing set sold_out = :soldOut, revision = revision + 1
                        where event_id = :event and sold_out <> :soldOut
                        """)
                .bind("soldOut", soldOut)
                .bind("event", event.value())
                .fetch()
                .rowsUpdated()
                .flatMap(changed -> changed == 0 ? Mono.empty() : edited(event));
    }

    /** Counts a change of the event's own state and announces it. */
    Mono<Void> statusChanged(EventId event) {
        return database.sql("update event_listing set revision = revision + 1 where event_id = :event")
                .bind("event", event.value())
                .then()
                .then(edited(event));
    }

    /** Announces that something of the event's own changed. */
    Mono<Void> edited(EventId event) {
        return bus.announce(topic(event)).then(bus.announce(LISTS));
    }

    /** Which of these events are sold out, in one statement. */
    Mono<Map<EventId, Boolean>> soldOut(Collection<EventId> events) {
        return database.sql("select event_id, sold_out from event_listing where event_id = any(:events)")
                .bind("events", events.stream().map(EventId::value).toArray(UUID[]::new))
                .map(row -> Map.entry(EventRows.eventId(row), Rows.flag(row, "sold_out")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
