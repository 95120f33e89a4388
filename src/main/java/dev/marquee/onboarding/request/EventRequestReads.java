package dev.marquee.onboarding.request;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Callers;
import dev.marquee.identity.Role;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.platform.paging.Cursors;
import dev.marquee.platform.paging.ListPlace;
import dev.marquee.platform.paging.Page;
import dev.marquee.platform.paging.PageRequest;
import dev.marquee.shared.EventRequestId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds requests for those who may see them: the requester and administrators. */
@Component
class EventRequestReads implements NodeSource {

    private static final String QUEUE = "eventRequests";
    private static final String MINE = "myEventRequests";

    private final EventRequestQueries queries;
    private final Cursors cursors;

    EventRequestReads(EventRequestQueries queries, Cursors cursors) {
        this.queries = queries;
        this.cursors = cursors;
    }

    Mono<EventRequest> byId(EventRequestId id) {
        return queries.byIds(List.of(id.value())).next();
    }

    Mono<Page<EventRequest>> queue(@Nullable EventRequestStatus status, PageRequest page) {
        String list = status == null ? QUEUE : QUEUE + ":" + status;
        return queries.queue(status, ListPlace.of(page, cursors, list), page.size() + 1)
                .map(rows -> Page.of(rows, page, request -> cursor(request, list)));
    }

    Mono<Page<EventRequest>> of(Caller requester, PageRequest page) {
        return queries.ofRequester(requester.id(), ListPlace.of(page, cursors, MINE), page.size() + 1)
                .map(rows -> Page.of(rows, page, request -> cursor(request, MINE)));
    }

    @Override
    public String prefix() {
        return EventRequestId.PREFIX;
    }

    @Override
    public Mono<Map<UUID, EventRequest>> find(Collection<UUID> ids) {
        return Callers.current()
                .flatMapMany(caller -> queries.byIds(ids)
                        .filter(request ->
                                caller.has(Role.ADMIN) || request.requesterId().equals(caller.id())))
                .collectMap(request -> request.id().value());
    }

    private String cursor(EventRequest request, String list) {
        return new ListPlace(request.createdAt(), request.id().value()).cursor(cursors, list);
    }
}
