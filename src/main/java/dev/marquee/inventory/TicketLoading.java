package dev.marquee.inventory;

import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.shared.EventId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Loads the ticket types of all events of an operation together; the caller's teams are asked only for hidden types. */
@Component
class TicketLoading {

    private final TicketTypeQueries queries;
    private final Teams teams;

    TicketLoading(TicketTypeQueries queries, Teams teams, BatchLoaderRegistry loaders) {
        this.queries = queries;
        this.teams = teams;
        loaders.forTypePair(EventId.class, TicketsForCaller.class)
                .registerMappedBatchLoader((events, environment) -> load(events));
    }

    private Mono<Map<EventId, TicketsForCaller>> load(Set<EventId> events) {
        return queries.byEvents(events)
                .flatMap(found -> privileged(found).map(open -> {
                    Map<EventId, TicketsForCaller> result = new HashMap<>();
                    events.forEach(event -> result.put(event, TicketsForCaller.none(event)));
                    found.forEach(
                            (event, tickets) -> result.put(event, new TicketsForCaller(tickets, open.contains(event))));
                    return result;
                }));
    }

    /** The events whose hidden ticket types the caller may see. */
    private Mono<Set<EventId>> privileged(Map<EventId, EventTickets> found) {
        List<EventId> withHidden = found.values().stream()
                .filter(EventTickets::hasHidden)
                .map(EventTickets::event)
                .toList();
        return teams.allowed(withHidden, EventPermission.VIEW);
    }
}
