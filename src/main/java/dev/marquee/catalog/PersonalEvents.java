package dev.marquee.catalog;

import dev.marquee.platform.personal.PersonalData;
import dev.marquee.platform.personal.PersonalRows;
import dev.marquee.shared.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The events that a person publishes. */
@Component
class PersonalEvents implements PersonalData {

    private final PersonalRows rows;
    private final EventQueries queries;
    private final Events events;
    private final Clock clock;

    PersonalEvents(PersonalRows rows, EventQueries queries, Events events, Clock clock) {
        this.rows = rows;
        this.queries = queries;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String section() {
        return "events";
    }

    @Override
    public Mono<List<Map<String, Object>>> of(PersonId person) {
        return rows.of(person, """
                select id as "evt:id", title, slug, status, starts_at as "startsAt", created_at as "createdAt"
                from event where organizer_id = :person order by created_at desc, id desc
                """);
    }

    /** They are sold no more. */
    @Override
    public Mono<Void> erase(Leaving leaving) {
        return queries.onSaleBy(leaving.person(), clock.instant())
                .collectList()
                .flatMapIterable(found -> found)
                .concatMap(events::takeOff)
                .then();
    }
}
