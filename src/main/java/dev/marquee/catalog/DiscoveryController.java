package dev.marquee.catalog;

import dev.marquee.identity.Caller;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventId;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The queries and the subscription by which people find and follow events. */
@Controller
class DiscoveryController {

    private final Discovery discovery;
    private final Categories categories;

    DiscoveryController(Discovery discovery, Categories categories) {
        this.discovery = discovery;
        this.categories = categories;
    }

    @QueryMapping
    Mono<Event> event(@Argument String slug) {
        return discovery.event(slug);
    }

    @QueryMapping
    Mono<EventConnection> events(
            @Argument @Nullable EventFilter filter,
            @Argument @Nullable EventOrder orderBy,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before) {
        return discovery.events(filter, orderBy, PageRequest.of(first, after, last, before));
    }

    @QueryMapping
    Flux<Category> categories() {
        return categories.all();
    }

    @QueryMapping
    Mono<EventConnection> myEvents(@Argument @Nullable Integer first, @Argument @Nullable String after, Caller caller) {
        return discovery.myEvents(caller, PageRequest.forward(first, after));
    }

    @SubscriptionMapping
    Flux<EventStatusUpdate> eventStatus(@Argument EventId eventId) {
        return discovery.status(eventId);
    }

    @SchemaMapping(typeName = "EventConnection")
    Mono<Long> totalCount(EventConnection connection) {
        return connection.totalCount();
    }
}
