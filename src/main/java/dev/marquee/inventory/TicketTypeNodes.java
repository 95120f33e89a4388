package dev.marquee.inventory;

import dev.marquee.catalog.EventDirectory;
import dev.marquee.identity.Callers;
import dev.marquee.identity.EventOwned;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.platform.NodeSource;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketTypeId;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds ticket types for {@code node}, and their events for {@code @event}. */
@Component
class TicketTypeNodes implements NodeSource, EventOwned {

    private final TicketTypeQueries queries;
    private final TicketTypeRows rows;
    private final EventDirectory events;
    private final Teams teams;

    TicketTypeNodes(TicketTypeQueries queries, TicketTypeRows rows, EventDirectory events, Teams teams) {
        this.queries = queries;
        this.rows = rows;
        this.events = events;
        this.teams = teams;
    }

    @Override
    public String prefix() {
        return TicketTypeId.PREFIX;
    }

    @Override
    public Mono<EventId> eventOf(UUID id) {
        return rows.eventOf(new TicketTypeId(id));
    }

    @Override
    public Mono<?> find(UUID id) {
        return queries.byId(new TicketTypeId(id))
                .filterWhen(type -> events.visible(type.eventId()).hasElement())
                .filterWhen(type -> type.hidden() ? mayView(type.eventId()) : Mono.just(true));
    }

    private Mono<Boolean> mayView(EventId event) {
        return Callers.current()
                .flatMap(caller -> teams.allows(caller, event, EventPermission.VIEW))
                .defaultIfEmpty(false);
    }
}
