package dev.marquee.checkin;

import dev.marquee.checkin.DoorQueries.State;
import dev.marquee.platform.LiveFeeds;
import dev.marquee.shared.EventId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Follows an event's door live: a snapshot, then every scan and every undone admission, with running totals. */
@Component
class CheckInFeed implements Door {

    private static final int SNAPSHOT = 20;
    private static final int BURST = 500;

    private final DoorQueries queries;
    private final LiveFeeds feeds;

    CheckInFeed(DoorQueries queries, LiveFeeds feeds) {
        this.queries = queries;
        this.feeds = feeds;
    }

    /**
     * A message of the feed.
     *
     * @param revision of the door
     * @param snapshot whether {@code checkIns} are the latest ones rather than what is new since the message before
     */
    record Update(long revision, boolean snapshot, List<CheckIn> checkIns, DoorTotals totals)
            implements LiveFeeds.Revised {}

    @Override
    public Mono<DoorTotals> totals(EventId event) {
        return queries.state(event, Long.MAX_VALUE, 1).map(State::totals);
    }

    Flux<Update> follow(EventId event) {
        return feeds.additions(DoorBell.topic(event), (@Nullable Update last) -> since(event, last));
    }

    private Mono<Update> since(EventId event, @Nullable Update last) {
        return last == null
                ? queries.state(event, 0, SNAPSHOT).map(CheckInFeed::snapshot)
                : queries.state(event, last.revision(), BURST + 1)
                        .filter(state -> state.revision() > last.revision())
                        .map(CheckInFeed::addition);
    }

    /** Whoever missed more than a burst begins anew. */
    private static Update addition(State state) {
        return state.changed().size() > BURST
                ? snapshot(state)
                : new Update(state.revision(), false, state.changed(), state.totals());
    }

    private static Update snapshot(State state) {
        List<CheckIn> changed = state.changed();
        List<CheckIn> latest = changed.subList(Math.max(0, changed.size() - SNAPSHOT), changed.size());
        return new Update(state.revision(), true, latest, state.totals());
    }
}
