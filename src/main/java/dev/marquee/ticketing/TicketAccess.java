package dev.marquee.ticketing;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Callers;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows a ticket to its holder and to the event's team, and to nobody else. */
@Component
class TicketAccess implements NodeSource {

    private final TicketQueries queries;
    private final Teams teams;

    TicketAccess(TicketQueries queries, Teams teams) {
        this.queries = queries;
        this.teams = teams;
    }

    @Override
    public String prefix() {
        return TicketId.PREFIX;
    }

    @Override
    public Mono<Map<UUID, Ticket>> find(Collection<UUID> ids) {
        return Callers.current()
                .flatMap(caller -> queries.byIds(ids.stream().map(TicketId::new).toList())
                        .collectList()
                        .flatMap(found -> shown(found, caller)))
                .defaultIfEmpty(Map.of());
    }

    /** The ticket if the current caller may see it; else empty. */
    Mono<Ticket> find(TicketId id) {
        return find(List.of(id.value())).mapNotNull(found -> found.get(id.value()));
    }

    /** Those of the tickets with whose attendees' addresses the current caller has to do. */
    Mono<Set<Ticket>> withAddress(List<Ticket> of) {
        return Callers.current()
                .flatMapMany(caller -> open(of, caller, EventPermission.VIEW_SALES))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Mono<Map<UUID, Ticket>> shown(List<Ticket> found, Caller caller) {
        return open(found, caller, EventPermission.SCAN)
                .collectMap(ticket -> ticket.id().value());
    }

    /** The caller's own, and those of events with which the caller may do this. */
    private Flux<Ticket> open(List<Ticket> found, Caller caller, EventPermission permission) {
        List<EventId> others = found.stream()
                .filter(ticket -> !ticket.holderId().equals(caller.id()))
                .map(Ticket::eventId)
                .toList();
        return teams.allowed(others, permission)
                .flatMapIterable(events -> found.stream()
                        .filter(ticket -> ticket.holderId().equals(caller.id()) || events.contains(ticket.eventId()))
                        .toList());
    }
}
