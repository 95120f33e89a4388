package dev.marquee.analytics;

import dev.marquee.analytics.CounterQueries.Figures;
import dev.marquee.shared.EventId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The counters {@code event:{id}:views} and {@code event:{id}:checkins} in Redis. They are copies of the database: set
 * again whenever an event's figures move, and all of them when the mark of the last rebuild is gone from Redis. An event
 * without a view and a scan has none.
 */
@Component
class LiveCounters {

    /** Tells that the counters were rebuilt not long ago; gone with everything else when Redis lost its memory. */
    static final String MARK = "live-counters:rebuilt";

    private static final Logger log = LoggerFactory.getLogger(LiveCounters.class);
    private static final Duration REBUILDING = Duration.ofSeconds(30);
    private static final Duration AFTERMATH = Duration.ofDays(1);
    private static final int BATCH = 500;

    private final CounterQueries queries;
    private final ReactiveStringRedisTemplate redis;
    private final AnalyticsSettings settings;
    private final Clock clock;
    private final Set<EventId> stale = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean missed = new AtomicBoolean();

    LiveCounters(CounterQueries queries, ReactiveStringRedisTemplate redis, AnalyticsSettings settings, Clock clock) {
        this.queries = queries;
        this.redis = redis;
        this.settings = settings;
        this.clock = clock;
    }

    static String views(EventId event) {
        return "event:" + event + ":views";
    }

    static String checkIns(EventId event) {
        return "event:" + event + ":checkins";
    }

    /** Remembers that the figures of these events moved. */
    void stale(Set<EventId> events) {
        if (stale.size() < settings.capacity()) {
            stale.addAll(events);
        } else {
            missed.set(true);
        }
    }

    /** Brings the counters up to date, all of them when Redis was empty or out of reach before; never fails. */
    Mono<Void> refresh() {
        return Mono.defer(this::rebuildIfNeeded)
                .then(Mono.defer(this::setStale))
                .onErrorResume(this::miss);
    }

    private Mono<Void> rebuildIfNeeded() {
        Mono<Boolean> claimed = missed.getAndSet(false)
                ? redis.opsForValue().set(MARK, "rebuilding", REBUILDING)
                : redis.opsForValue().setIfAbsent(MARK, "rebuilding", REBUILDING);
        return claimed.timeout(settings.patience()).filter(first -> first).flatMap(first -> rebuild());
    }

    private Mono<Void> rebuild() {
        return queries.endingAfter(clock.instant().minus(AFTERMATH))
                .buffer(BATCH)
                .concatMap(this::set)
                .then(redis.expire(MARK, settings.rebuild()).timeout(settings.patience()))
                .then();
    }

    private Mono<Void> setStale() {
        Set<EventId> events = Set.copyOf(stale);
        stale.removeAll(events);
        return Flux.fromIterable(events)
                .buffer(BATCH)
                .concatMap(some -> queries.of(some).collectList().flatMap(this::set))
                .then();
    }

    private Mono<Boolean> set(List<Figures> figures) {
        Map<String, String> values = new HashMap<>();
        for (Figures event : figures) {
            values.put(views(event.event()), Long.toString(event.views()));
            values.put(checkIns(event.event()), Long.toString(event.checkIns()));
        }
        return values.isEmpty()
                ? Mono.just(true)
                : redis.opsForValue().multiSet(values).timeout(settings.patience());
    }

    private Mono<Void> miss(Throwable thrown) {
        if (!missed.getAndSet(true)) {
            log.warn("The live counters pause: {}", thrown.toString());
        }
        return Mono.empty();
    }
}
