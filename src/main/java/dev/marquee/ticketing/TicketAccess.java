package dev.marquee.ticketing;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Callers;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.platform.NodeSource;
import dev.marquee.shared.TicketId;
import java.util.List;
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
    public Mono<Ticket> find(UUID id) {
        return Callers.current().flatMap(caller -> find(new TicketId(id), caller));
    }

    /** The ticket if the caller may see it; else empty. */
    Mono<Ticket> find(TicketId id, Caller caller) {
        return queries.byIds(List.of(id)).next().filterWhen(ticket -> mayRead(ticket, caller));
    }

    private Mono<Boolean> mayRead(Ticket ticket, Caller caller) {
        return ticket.holderId().equals(caller.id())
                ? Mono.just(true)
                : teams.allows(caller, ticket.eventId(), EventPermission.SCAN);
    }
}
