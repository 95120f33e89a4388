package dev.marquee.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Changes that many subscribers hear of. */
final class FanOut implements AutoCloseable {

    private static final int UNDER_WAY = 4;
    private static final long STEP = 200_000;
    private static final long REST = 500_000_000;

    private final Stage stage;
    private final double rate;
    private final int listeners;
    private final News news;
    private final Deliveries deliveries = new Deliveries();
    private final Subscribers subscribers;

    /** What changes. */
    interface News {

        /** Makes a change; gives its revision. */
        long change();

        /** Lets the other side know of a change. */
        void announce(long revision);
    }

    /** Changes made and announced by two functions. */
    record Changes(LongSupplier changes, LongConsumer announcements) implements News {

        @Override
        public long change() {
            return changes.getAsLong();
        }

        @Override
        public void announce(long revision) {
            announcements.accept(revision);
        }
    }

    /**
     * Opens the subscribers.
     *
     * @param port of whom they subscribe to
     * @param rate changes a second; 0: as fast as they are delivered
     */
    FanOut(Stage stage, int port, Subscription subscription, int listeners, double rate, News news) {
        this.stage = stage;
        this.rate = rate;
        this.listeners = listeners;
        this.news = news;
        this.subscribers =
                Subscribers.open(port, listeners, subscription, deliveries::heard, () -> news.announce(news.change()));
    }

    /** Warms up and measures. */
    List<Round> rounds(int warmUp) {
        WarmUp.of(stage, FanOut.class, () -> {
            run(warmUp);
            return (double) deliveries.count() / warmUp;
        });
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < stage.options().rounds(); round++) {
            rounds.add(round(stage.options().seconds()));
        }
        return rounds;
    }

    Round round(int seconds) {
        LockSupport.parkNanos(REST);
        deliveries.reset();
        Cpu before = stage.cpu();
        long start = System.nanoTime();
        run(seconds);
        double took = (System.nanoTime() - start) / 1e9;
        Cpu after = stage.cpu();
        return new Round(
                deliveries.count() / took,
                deliveries.millis(0.5),
                deliveries.millis(0.99),
                subscribers.lost(),
                "a subscriber was cut off",
                before == null || after == null ? null : after.since(before));
    }

    private void run(int seconds) {
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        Queue<Long> underWay = new ArrayDeque<>();
        deliveries.reset();
        for (long sent = 0; System.nanoTime() < end; sent++) {
            if (rate > 0) {
                long planned = start + (long) (sent * 1e9 / rate);
                LockSupport.parkNanos(planned - System.nanoTime());
                change(planned);
            } else {
                underWay.add(change(0));
                if (underWay.size() == UNDER_WAY) {
                    awaitDelivery(underWay.remove(), end);
                }
            }
        }
    }

    /** Latency counts from the planned time, or if there is none from when the change is made. */
    private long change(long planned) {
        long revision = news.change();
        deliveries.made(revision, planned == 0 ? System.nanoTime() : planned);
        news.announce(revision);
        return revision;
    }

    /** Waits until everybody knows of a change, be it by the news of a later one. */
    private void awaitDelivery(long revision, long end) {
        while (deliveries.reached(revision) < listeners && System.nanoTime() < end) {
            LockSupport.parkNanos(STEP);
        }
    }

    @Override
    public void close() throws IOException {
        subscribers.close();
    }
}
