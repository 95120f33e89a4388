package dev.marquee.ordering;

import dev.marquee.platform.schedule.Repeated;
import dev.marquee.shared.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Closes orders whose holds have ended: those of an event when a buyer needs the tickets, the rest from time to time. */
@Component
class ExpiredOrders implements Repeated {

    private static final Logger log = LoggerFactory.getLogger(ExpiredOrders.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BATCH = 50;
    private static final int AT_ONCE = 8;

    private final OrderStore store;
    private final OrderClosing closing;
    private final OrderingSettings settings;
    private final Clock clock;
    private final Map<Wanted, Round> underWay = new ConcurrentHashMap<>();

    ExpiredOrders(OrderStore store, OrderClosing closing, OrderingSettings settings, Clock clock) {
        this.store = store;
        this.closing = closing;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Closes some that stand in the way of what is wanted, the most useful first, and tells how many; callers that want
     * the same share one round. It goes on without those who have waited for long; they are told how many it has closed
     * meanwhile. Zero when none could be closed, or not soon enough.
     */
    Mono<Long> close(Wanted wanted) {
        return Mono.defer(() -> underWay.computeIfAbsent(wanted, this::round).closed(PATIENCE));
    }

    /** Closes all that this instance can reserve, batch by batch; other instances take others. */
    @Override
    public Mono<Void> once() {
        return Mono.defer(() -> {
                    Instant now = clock.instant();
                    return store.lease(now, now.plus(LEASE), BATCH);
                })
                .flatMap(batch -> closeAll(Flux.fromIterable(batch)).then(Mono.just(batch.size())))
                .repeat()
                .takeWhile(closed -> closed == BATCH)
                .then();
    }

    @Override
    public Duration pace() {
        return settings.sweepInterval();
    }

    /** Closings that are under way: how many there were so far, and how many in the end. */
    private record Round(AtomicLong soFar, Mono<Long> all) {

        Mono<Long> closed(Duration patience) {
            long before = soFar.get();
            return all.timeout(patience, Mono.fromSupplier(() -> soFar.get() - before));
        }
    }

    private Round round(Wanted wanted) {
        AtomicLong soFar = new AtomicLong();
        return new Round(
                soFar,
                closeAll(store.ended(wanted, clock.instant(), BATCH))
                        .doOnNext(closed -> soFar.incrementAndGet())
                        .count()
                        .doFinally(signal -> underWay.remove(wanted))
                        .cache());
    }

    private Flux<Order> closeAll(Flux<OrderId> orders) {
        return orders.flatMap(this::expire, AT_ONCE);
    }

    private Mono<Order> expire(OrderId id) {
        return closing.expire(id).onErrorResume(fault -> {
            log.warn("Expired order {} could not be closed; it is tried again", id, fault);
            return store.postpone(id, clock.instant().plus(LEASE)).then(Mono.empty());
        });
    }
}
