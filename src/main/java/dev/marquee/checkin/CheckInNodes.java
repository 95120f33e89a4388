package dev.marquee.checkin;

import dev.marquee.identity.EventOwned;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.platform.nodes.NodeSource;
import dev.marquee.shared.CheckInId;
import dev.marquee.shared.EventId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds records of scans by id, for the team of their event. */
@Component
class CheckInNodes implements NodeSource, EventOwned {

    private final CheckInQueries queries;
    private final Teams teams;

    CheckInNodes(CheckInQueries queries, Teams teams) {
        this.queries = queries;
        this.teams = teams;
    }

    @Override
    public String prefix() {
        return CheckInId.PREFIX;
    }

    @Override
    public Mono<EventId> eventOf(UUID id) {
        return queries.byId(new CheckInId(id)).map(CheckIn::eventId);
    }

    @Override
    public Mono<String> gateOf(UUID id) {
        return queries.byId(new CheckInId(id)).map(CheckIn::gate);
    }

    @Override
    public Mono<Map<UUID, CheckIn>> find(Collection<UUID> ids) {
        return queries.byIds(ids.stream().map(CheckInId::new).toList())
                .collectList()
                .flatMap(this::shown);
    }

    private Mono<Map<UUID, CheckIn>> shown(List<CheckIn> found) {
        List<EventId> events = found.stream().map(CheckIn::eventId).toList();
        return teams.allowed(events, EventPermission.SCAN)
                .flatMapIterable(doors -> found.stream()
                        .filter(checkIn -> doors.contains(checkIn.eventId()))
                        .toList())
                .collectMap(checkIn -> checkIn.id().value());
    }
}
