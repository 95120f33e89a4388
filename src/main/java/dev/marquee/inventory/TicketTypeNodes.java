package dev.marquee.inventory;

import dev.marquee.catalog.EventDirectory;
import dev.marquee.identity.EventOwned;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.shared.EventId;
import dev.marquee.shared.TicketTypeId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
    public Mono<Map<UUID, TicketType>> find(Collection<UUID> ids) {
        return queries.byIds(ids.stream().map(TicketTypeId::new).toList()).flatMap(found -> shown(found.values()));
    }

    private Mono<Map<UUID, TicketType>> shown(Collection<TicketType> found) {
        List<EventId> all = found.stream().map(TicketType::eventId).toList();
        List<EventId> hidden = found.stream()
                .filter(TicketType::hidden)
                .map(TicketType::eventId)
                .toList();
        return Mono.zip(events.visible(all), teams.allowed(hidden, EventPermission.VIEW))
                .flatMapIterable(may -> found.stream()
                        .filter(type -> may.getT1().containsKey(type.eventId()))
                        .filter(type -> !type.hidden() || may.getT2().contains(type.eventId()))
                        .toList())
                .collectMap(type -> type.id().value());
    }
}
