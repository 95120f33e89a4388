package dev.marquee.catalog;

import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.plans.EventSight;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lookups;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.shared.EventId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds events and decides who may see them. */
@Component
class EventReads implements EventDirectory, EventSight, NodeSource {

    private final EventQueries queries;
    private final Teams teams;
    private final Lookups<EventId, Event> events;

    EventReads(EventQueries queries, Teams teams, LaneSettings lanes) {
        this.queries = queries;
        this.teams = teams;
        this.events = new Lookups<>(lanes, ids -> queries.byIds(ids).collectMap(Event::id));
    }

    @Override
    public Mono<Event> byId(EventId id) {
        return events.find(id);
    }

    @Override
    public Mono<Map<EventId, Event>> byIds(Collection<EventId> ids) {
        return events.find(ids);
    }

    @Override
    public Mono<Event> visible(EventId id) {
        return visible(List.of(id)).mapNotNull(found -> found.get(id));
    }

    @Override
    public Mono<Map<EventId, Event>> visible(Collection<EventId> ids) {
        return events.find(ids).flatMapMany(found -> shown(found.values())).collectMap(Event::id);
    }

    @Override
    public Mono<Boolean> sees(EventId event) {
        return visible(event).hasElement();
    }

    /** The event under a slug if the current caller may see it; else empty. */
    Mono<Event> visible(String slug) {
        return queries.bySlug(slug).flatMapMany(found -> shown(List.of(found))).next();
    }

    @Override
    public String prefix() {
        return EventId.PREFIX;
    }

    @Override
    public Mono<Map<UUID, Event>> find(Collection<UUID> ids) {
        return visible(ids.stream().map(EventId::new).toList())
                .map(found -> found.values().stream()
                        .collect(Collectors.toMap(event -> event.id().value(), Function.identity())));
    }

    private Flux<Event> shown(Collection<Event> found) {
        List<EventId> drafts =
                found.stream().filter(event -> !event.isPublic()).map(Event::id).toList();
        return teams.allowed(drafts, EventPermission.VIEW)
                .flatMapIterable(own -> found.stream()
                        .filter(event -> event.isPublic() || own.contains(event.id()))
                        .toList());
    }

    /** Whether the current caller, if any, belongs to the event's team. */
    Mono<Boolean> isOnTeam(EventId event) {
        return teams.allowed(List.of(event), EventPermission.VIEW).map(own -> own.contains(event));
    }
}
