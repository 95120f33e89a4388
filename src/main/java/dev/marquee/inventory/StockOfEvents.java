package dev.marquee.inventory;

import dev.marquee.catalog.EventStock;
import dev.marquee.platform.Rows;
import dev.marquee.shared.EventId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens, sums up, resizes and closes the stock of events for the catalog. */
@Component
class StockOfEvents implements EventStock {

    private final DatabaseClient database;
    private final StockNews news;

    StockOfEvents(DatabaseClient database, StockNews news) {
        this.database = database;
        this.news = news;
    }

    @Override
    public Mono<Void> open(EventId event, int capacity) {
        return database.sql("insert into event_stock (event_id, capacity) values (:event, :capacity)")
                .bind("event", event.value())
                .bind("capacity", capacity)
                .then();
    }

    @Override
    public Mono<Void> close(EventId event) {
        return database.sql("delete from event_stock where event_id = :event")
                .bind("event", event.value())
                .then();
    }

    @Override
    public Mono<Summary> summary(EventId event) {
        return database.sql("""
                        select count(t.id)::int as types, (count(t.id) filter (where not t.hidden))::int as visible,
                          coalesce(sum(t.quantity), 0)::int as quantity, s.sold + s.held as taken
                        from event_stock s left join ticket_type t on t.event_id = s.event_id
                        where s.event_id = :event group by s.event_id
                        """)
                .bind("event", event.value())
                .map(row -> new Summary(
                        Rows.integer(row, "types"),
                        Rows.integer(row, "visible"),
                        Rows.integer(row, "quantity"),
                        Rows.integer(row, "taken")))
                .one()
                .defaultIfEmpty(new Summary(0, 0, 0, 0));
    }

    @Override
    public Mono<Void> turned(EventId event) {
        return database.sql("update event_stock set revision = revision + 1 where event_id = :event")
                .bind("event", event.value())
                .then()
                .then(news.changed(event, false));
    }

    @Override
    public Mono<Boolean> resize(EventId event, int capacity) {
        return database.sql("""
                        update event_stock set capacity = :capacity, revision = revision + 1
                        where event_id = :event and sold + held <= :capacity
                        """)
                .bind("event", event.value())
                .bind("capacity", capacity)
                .fetch()
                .rowsUpdated()
                .flatMap(rows ->
                        rows == 0 ? Mono.just(false) : news.redrawn(event).thenReturn(true));
    }
}
