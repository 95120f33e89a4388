package dev.marquee.ordering;

import dev.marquee.shared.OrderId;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import reactor.core.publisher.Mono;

/** A payment provider in this JVM that tests switch off and pay through. */
@TestComponent
@Primary
class PretendPayments implements OrderPayments {

    private enum State {
        OPEN,
        CLOSED,
        SUCCEEDED
    }

    private final Map<OrderId, State> payments = new ConcurrentHashMap<>();
    final Set<OrderId> broken = ConcurrentHashMap.newKeySet();
    /** How long it takes to close a payment. */
    volatile Duration pause = Duration.ZERO;

    volatile boolean offline;
    volatile boolean refusing;

    @Override
    public Mono<Void> open(Order order) {
        return Mono.defer(() -> {
            if (offline) {
                return Mono.error(new Unreachable(new ConnectException("switched off")));
            }
            if (refusing) {
                return Mono.error(new Refused(new IllegalArgumentException("too little")));
            }
            payments.putIfAbsent(order.id(), State.OPEN);
            return Mono.empty();
        });
    }

    @Override
    public Mono<Void> resume(Order order) {
        return open(order);
    }

    @Override
    public Mono<Closing> close(OrderId order) {
        return (pause.isZero() ? Mono.empty() : Mono.delay(pause)).then(Mono.fromSupplier(() -> {
            if (offline) {
                return Closing.UNREACHABLE;
            }
            if (broken.contains(order)) {
                throw new IllegalStateException("cannot be closed");
            }
            State state = payments.computeIfPresent(order, (id, now) -> now == State.OPEN ? State.CLOSED : now);
            return state == State.SUCCEEDED ? Closing.PAID : Closing.CLOSED;
        }));
    }

    /** The buyer pays; false when the payment was closed before. */
    boolean pay(OrderId order) {
        return payments.computeIfPresent(order, (id, now) -> now == State.OPEN ? State.SUCCEEDED : now)
                == State.SUCCEEDED;
    }

    boolean isOpen(OrderId order) {
        return payments.get(order) == State.OPEN;
    }
}
