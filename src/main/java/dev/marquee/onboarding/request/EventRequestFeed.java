package dev.marquee.onboarding.request;

import dev.marquee.identity.Caller;
import dev.marquee.identity.Role;
import dev.marquee.onboarding.request.EventRequestQueries.Reading;
import dev.marquee.platform.LiveFeeds;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Requests live: all of them for administrators, their own for everybody else. */
@Component
class EventRequestFeed {

    private static final int MOST = 100;

    private final EventRequestQueries queries;
    private final LiveFeeds feeds;

    EventRequestFeed(EventRequestQueries queries, LiveFeeds feeds) {
        this.queries = queries;
        this.feeds = feeds;
    }

    /**
     * A message of the feed.
     *
     * @param snapshot whether these are all that matter now rather than what changed since the message before
     */
    record Update(long revision, boolean snapshot, List<EventRequest> requests) implements LiveFeeds.Revised {}

    Flux<Update> follow(Caller caller) {
        return caller.has(Role.ADMIN)
                ? feeds.additions(
                        EventRequestStore.TOPIC,
                        (@Nullable Update last) -> last == null
                                ? snapshot(queries.pending(MOST))
                                : since(queries.since(last.revision(), null, MOST + 1), last, queries.pending(MOST)))
                : feeds.additions(
                        EventRequestStore.topic(caller.id()),
                        (@Nullable Update last) -> last == null
                                ? snapshot(queries.latest(caller.id(), MOST))
                                : since(
                                        queries.since(last.revision(), caller.id(), MOST + 1),
                                        last,
                                        queries.latest(caller.id(), MOST)));
    }

    private static Mono<Update> snapshot(Mono<Reading> reading) {
        return reading.map(now -> new Update(now.revision(), true, now.requests()));
    }

    /** Whoever missed more than a message may hold begins anew. */
    private static Mono<Update> since(Mono<Reading> changes, Update last, Mono<Reading> anew) {
        return changes.filter(changed -> !changed.requests().isEmpty() && changed.revision() > last.revision())
                .flatMap(changed -> changed.requests().size() > MOST
                        ? snapshot(anew)
                        : Mono.just(new Update(changed.revision(), false, changed.requests())));
    }
}
