package dev.marquee.inventory;

import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.platform.Basis;
import dev.marquee.shared.EventId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    /** A hold may end at any moment; what is left is looked up again so soon. */
    static final Duration HOLDS_LOOKED_AT = Duration.ofSeconds(1);

    private final TicketTypeQueries queries;
    private final Teams teams;
    private final Clock clock;

    TicketLoading(TicketTypeQueries queries, Teams teams, Clock clock, BatchLoaderRegistry loaders) {
        this.queries = queries;
        this.teams = teams;
        this.clock = clock;
        loaders.forTypePair(EventId.class, TicketsForCaller.class)
                .registerMappedBatchLoader((events, environment) -> load(events));
    }

    private Mono<Map<EventId, TicketsForCaller>> load(Set<EventId> events) {
        return queries.byEvents(events)
                .flatMap(found -> Basis.note(basis -> rest(basis, found)).thenReturn(found))
                .flatMap(found -> privileged(found).map(open -> {
                    Map<EventId, TicketsForCaller> result = new HashMap<>();
                    events.forEach(event -> result.put(event, TicketsForCaller.none(event)));
                    found.forEach(
                            (event, tickets) -> result.put(event, new TicketsForCaller(tickets, open.contains(event))));
                    return result;
                }));
    }

    /** By the clock alone a hold ends, or the sale of a ticket type begins or ends. */
    private void rest(Basis basis, Map<EventId, EventTickets> found) {
        Instant now = clock.instant();
        found.forEach((event, tickets) -> {
            basis.on(StockNews.topic(event));
            tickets.nextTurn(now).ifPresent(basis::until);
            if (tickets.hasHolds()) {
                basis.until(now.plus(HOLDS_LOOKED_AT));
            }
        });
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
