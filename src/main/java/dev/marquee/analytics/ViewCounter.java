package dev.marquee.analytics;

import dev.marquee.analytics.ViewBuffer.Slot;
import dev.marquee.catalog.EventViewed;
import dev.marquee.checkin.DoorMoved;
import dev.marquee.platform.schedule.Repeated;
import dev.marquee.shared.EventId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears that events were looked at and that doors moved, keeps it in memory and writes it down now and then. */
@Component
class ViewCounter implements Repeated {

    private static final Logger log = LoggerFactory.getLogger(ViewCounter.class);

    private final ViewStore store;
    private final LiveCounters counters;
    private final ViewBuffer buffer;
    private final Counter lost;
    private final Duration pace;
    private final Clock clock;

    ViewCounter(ViewStore store, LiveCounters counters, AnalyticsSettings settings, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.counters = counters;
        this.buffer = new ViewBuffer(settings.capacity());
        this.lost = meters.counter("marquee.views.lost");
        this.pace = settings.flush();
        this.clock = clock;
    }

    @EventListener
    void viewed(EventViewed viewed) {
        add(new Slot(viewed.event(), clock.instant().truncatedTo(ChronoUnit.HOURS)), 1);
    }

    @EventListener
    void moved(DoorMoved moved) {
        counters.stale(Set.of(moved.event()));
    }

    /** Writes down what was seen since the last time; what cannot be written is kept for the next time. */
    @Override
    public Mono<Void> once() {
        return Mono.defer(() -> {
            Map<Slot, Long> views = buffer.drain();
            Mono<Void> written = views.isEmpty()
                    ? Mono.empty()
                    : store.add(views)
                            .doOnSuccess(done -> counters.stale(events(views)))
                            .onErrorResume(thrown -> keep(views, thrown));
            return written.then(counters.refresh());
        });
    }

    @Override
    public Mono<Void> lastly() {
        return once();
    }

    @Override
    public Duration pace() {
        return pace;
    }

    private Mono<Void> keep(Map<Slot, Long> views, Throwable thrown) {
        log.warn("Views cannot be written down for now: {}", thrown.toString());
        views.forEach(this::add);
        return Mono.empty();
    }

    private void add(Slot slot, long count) {
        if (!buffer.add(slot, count)) {
            lost.increment((double) count);
        }
    }

    private static Set<EventId> events(Map<Slot, Long> views) {
        Set<EventId> events = new HashSet<>();
        views.keySet().forEach(slot -> events.add(slot.event()));
        return events;
    }
}
