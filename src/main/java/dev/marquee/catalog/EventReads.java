package dev.marquee.catalog;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Callers;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.platform.NodeSource;
import dev.marquee.shared.EventId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds events and decides who may see them. */
@Component
class EventReads implements EventDirectory, NodeSource {

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
        return byId(id).filterWhen(this::isVisible);
    }

    /** The event under a slug if the current caller may see it; else empty. */
    Mono<Event> visible(String slug) {
        return queries.bySlug(slug).filterWhen(this::isVisible);
    }

    @Override
    public String prefix() {
        return EventId.PREFIX;
    }

    @Override
    public Mono<Event> find(UUID id) {
        return visible(new EventId(id));
    }

    private Mono<Boolean> isVisible(Event event) {
        return event.isPublic() ? Mono.just(true) : isOnTeam(event.id());
    }

    /** Whether the current caller, if any, belongs to the event's team. */
    Mono<Boolean> isOnTeam(EventId event) {
        return Callers.current()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap((Optional<Caller> caller) -> teams.allows(caller.orElse(null), event, EventPermission.VIEW));
    }
}
