package dev.marquee.catalog;

import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.plans.EventSight;
import dev.marquee.platform.NodeSource;
import dev.marquee.shared.EventId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds events and decides who may see them. */
@Component
class EventReads implements EventDirectory, EventSight, NodeSource {

    private final EventQueries queries;
    private final Teams teams;

    EventReads(EventQueries queries, Teams teams) {
        this.queries = queries;
        this.teams = teams;
    }

    @Override
    public Mono<Event> byId(EventId id) {
        return queries.byIds(List.of(id)).singleOrEmpty();
    }

    @Override
    public Mono<Map<EventId, Event>> byIds(Collection<EventId> ids) {
        return queries.byIds(ids).collectMap(Event::id);
    }

    @Override
    public Mono<Event> visible(EventId id) {
        return visible(List.of(id)).mapNotNull(found -> found.get(id));
    }

    @Override
    public Mono<Map<EventId, Event>> visible(Collection<EventId> ids) {
        return shown(queries.byIds(ids)).collectMap(Event::id);
    }

    @Override
    public Mono<Boolean> sees(EventId event) {
        return visible(event).hasElement();
    }

    /** The event under a slug if the current caller may see it; else empty. */
    Mono<Event> visible(String slug) {
        return shown(queries.bySlug(slug).flux()).next();
    }

    @Override
    public String prefix() {
        return EventId.PREFIX;
    }

    @Override
    public Mono<Map<UUID, Event>> find(Collection<UUID> ids) {
        return shown(queries.byIds(ids.stream().map(EventId::new).toList()))
                .collectMap(event -> event.id().value());
    }

    private Flux<Event> shown(Flux<Event> found) {
        return found.collectList().flatMapMany(events -> {
            List<EventId> drafts = events.stream()
                    .filter(event -> !event.isPublic())
                    .map(Event::id)
                    .toList();
            return teams.allowed(drafts, EventPermission.VIEW)
                    .flatMapIterable(own -> events.stream()
                            .filter(event -> event.isPublic() || own.contains(event.id()))
                            .toList());
        });
    }

    /** Whether the current caller, if any, belongs to the event's team. */
    Mono<Boolean> isOnTeam(EventId event) {
        return teams.allowed(List.of(event), EventPermission.VIEW).map(own -> own.contains(event));
    }
}
