package dev.marquee.catalog;

import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.Page.Edge;
import dev.marquee.platform.paging.Page.PageInfo;
import dev.marquee.platform.paging.PageRequest;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * A page of events.
 *
 * @param totalCount counts the events of all pages when it is subscribed to
 */
record EventConnection(Page<Event> page, Mono<Long> totalCount) {

    /** Cuts a page from rows that were read with one more than asked for. */
    static <T> EventConnection of(
            List<T> rows, PageRequest request, Function<T, Event> event, Function<T, String> cursor, Mono<Long> count) {
        Page<T> page = Page.of(rows, request, cursor);
        List<Edge<Event>> edges = page.edges().stream()
                .map(edge -> new Edge<>(edge.cursor(), event.apply(edge.node())))
                .toList();
        return new EventConnection(new Page<>(edges, page.hasNext(), page.hasPrevious()), count);
    }

    public List<Edge<Event>> edges() {
        return page.edges();
    }

    public List<Event> nodes() {
        return page.nodes();
    }

    public PageInfo pageInfo() {
        return page.pageInfo();
    }
}
