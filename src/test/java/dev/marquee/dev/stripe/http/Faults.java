package dev.marquee.dev.stripe.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults that are set up, and the calls that wait because of one. */
public final class Faults implements AutoCloseable {

    private final List<Fault> planned = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private CountDownLatch gate = new CountDownLatch(1);

    /** Thrown through the server to close the connection without an answer. */
    @SuppressWarnings("serial")
    public static final class ConnectionDropped extends RuntimeException {
        ConnectionDropped() {
            super("The connection is dropped on purpose.", null, false, false);
        }
    }

    /** Sets up a fault behind those that are set up already. */
    public synchronized void add(Fault fault) {
        planned.add(fault);
    }

    /** Lets held calls go on and forgets all faults. */
    public synchronized void clear() {
        planned.clear();
        release();
    }

    /** Lets the calls that {@link Fault#hold} stopped go on. */
    public synchronized void release() {
        gate.countDown();
        gate = new CountDownLatch(1);
    }

    /** How many calls are held or delayed at the moment. */
    public int waiting() {
        return waiting.get();
    }

    /** The fault that befalls this call, if any; it counts as used. */
    public synchronized Optional<Fault> take(String method, String path) {
        Optional<Fault> found =
                planned.stream().filter(fault -> fault.befalls(method, path)).findFirst();
        found.ifPresent(this::use);
        return found;
    }

    private void use(Fault fault) {
        int index = planned.indexOf(fault);
        if (fault.times() > 1) {
            planned.set(index, fault.times(fault.times() - 1));
        } else {
            planned.remove(index);
        }
    }

    /** Does to the call what the fault says: waits, or gives the answer to send instead, or drops the connection. */
    public Optional<Answer> strike(Fault fault) {
        return switch (fault.kind()) {
            case STATUS -> Optional.of(fault.answer());
            case DROP -> throw new ConnectionDropped();
            case DELAY -> await(closed, fault.delay().toMillis());
            case HOLD -> await(currentGate(), TimeUnit.MINUTES.toMillis(5));
        };
    }

    private synchronized CountDownLatch currentGate() {
        return gate;
    }

    private Optional<Answer> await(CountDownLatch latch, long millis) {
        waiting.incrementAndGet();
        try {
            boolean released = latch.await(millis, TimeUnit.MILLISECONDS);
            if (released && latch.equals(closed)) {
                throw new ConnectionDropped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionDropped();
        } finally {
            waiting.decrementAndGet();
        }
        return Optional.empty();
    }

    /** Ends every wait. */
    @Override
    public void close() {
        closed.countDown();
        clear();
    }
}
