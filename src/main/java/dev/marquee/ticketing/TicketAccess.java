package dev.marquee.ticketing;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Callers;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.platform.NodeSource;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
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

    private Mono<Map<UUID, Ticket>> shown(List<Ticket> found, Caller caller) {
        List<EventId> others = found.stream()
                .filter(ticket -> !ticket.holderId().equals(caller.id()))
                .map(Ticket::eventId)
                .toList();
        return teams.allowed(others, EventPermission.SCAN)
                .flatMapIterable(doors -> found.stream()
                        .filter(ticket -> ticket.holderId().equals(caller.id()) || doors.contains(ticket.eventId()))
                        .toList())
                .collectMap(ticket -> ticket.id().value());
    }
}
