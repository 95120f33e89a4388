package dev.marquee.catalog;

import dev.marquee.identity.OrganizerSuspended;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes the events of a suspended organizer off sale, each by itself. */
@Component
class SuspendedOrganizers implements OutboxHandler<OrganizerSuspended> {

    private final EventQueries queries;
    private final Events events;
    private final Clock clock;

    SuspendedOrganizers(EventQueries queries, Events events, Clock clock) {
        this.queries = queries;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String topic() {
        return OrganizerSuspended.TOPIC;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Class<OrganizerSuspended> payloadType() {
        return OrganizerSuspended.class;
    }

    @Override
    public Mono<Void> handle(OutboxId id, OrganizerSuspended suspended) {
        return queries.onSaleBy(suspended.personId(), clock.instant())
                .collectList()
                .flatMapIterable(found -> found)
                .concatMap(events::takeOff)
                .then();
    }
}
