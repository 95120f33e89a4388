package dev.marquee.inventory;

import dev.marquee.catalog.EventStatus;
import dev.marquee.platform.LiveFeeds;
import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is left of published events, live. */
@Component
class AvailabilityFeed {

    private final TicketTypeQueries queries;
    private final LiveFeeds feeds;

    AvailabilityFeed(TicketTypeQueries queries, LiveFeeds feeds) {
        this.queries = queries;
        this.feeds = feeds;
    }

    /** {@code NOT_FOUND} unless the event is published; completes when it no longer is. */
    Flux<AvailabilityUpdate> of(EventId event) {
        return read(event)
                .switchIfEmpty(Mono.error(() -> ApiError.notFound("event")))
                .thenMany(feeds.state(StockNews.topic(event), read(event)));
    }

    private Mono<AvailabilityUpdate> read(EventId event) {
        return Mono.defer(() -> queries.byEvents(List.of(event)))
                .mapNotNull(found -> found.get(event))
                .filter(tickets -> tickets.status() == EventStatus.PUBLISHED)
                .map(EventTickets::update);
    }
}
