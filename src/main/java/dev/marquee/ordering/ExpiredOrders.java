package dev.marquee.ordering;

import dev.marquee.platform.Repeated;
import dev.marquee.shared.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<Wanted, Mono<Long>> underWay = new ConcurrentHashMap<>();

    ExpiredOrders(OrderStore store, OrderClosing closing, OrderingSettings settings, Clock clock) {
        this.store = store;
        this.closing = closing;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Closes some that stand in the way of what is wanted, the most useful first, and tells how many; callers that want
     * the same share one round. Zero when none could be closed, or not soon enough: the round goes on without them.
     */
    Mono<Long> close(Wanted wanted) {
        return Mono.defer(() -> underWay.computeIfAbsent(wanted, this::round)).timeout(PATIENCE, Mono.just(0L));
    }

    /** Closes all that this instance can reserve, batch by batch; other instances take others. */
    @Override
    public Mono<Void> once() {
        return Mono.defer(() -> {
                    Instant now = clock.instant();
                    return store.lease(now, now.plus(LEASE), BATCH);
                })
                .flatMap(batch -> closeAll(Flux.fromIterable(batch)).thenReturn(batch.size()))
                .repeat()
                .takeWhile(closed -> closed == BATCH)
                .then();
    }

    @Override
    public Duration pace() {
        return settings.sweepInterval();
    }

    private Mono<Long> round(Wanted wanted) {
        return closeAll(store.ended(wanted, clock.instant(), BATCH))
                .doFinally(signal -> underWay.remove(wanted))
                .cache();
    }

    private Mono<Long> closeAll(Flux<OrderId> orders) {
        return orders.flatMap(this::expire, AT_ONCE).count();
    }

    private Mono<Order> expire(OrderId id) {
        return closing.expire(id).onErrorResume(fault -> {
            log.warn("Expired order {} could not be closed; it is tried again", id, fault);
            return store.postpone(id, clock.instant().plus(LEASE)).then(Mono.empty());
        });
    }
}
