package dev.marquee.bench;

import dev.marquee.shared.EventId;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Subscribers of one event's availability, which changes again and again. Each change bumps the revision in the database
 * and is announced over Redis, as another instance would.
 *
 * @param subscribers WebSockets, each with the same subscription
 * @param rate changes a second; 0: as fast as they are delivered
 */
record FanOutWorkload(String name, int subscribers, int rate) implements Workload {

    static final List<FanOutWorkload> ALL = List.of(
            new FanOutWorkload("w4", 1_000, 0),
            new FanOutWorkload("w4-10", 1_000, 10),
            new FanOutWorkload("w4-5000", 5_000, 2));

    private static final int EVENT = 3;
    private static final int UNDER_WAY = 4;
    private static final long STEP = 200_000;
    private static final long LONGEST_WAIT = 50_000_000;
    private static final long REST = 500_000_000;
    private static final String CHANNEL = "marquee:live";

    /** When changes were made, and how long they took to arrive. */
    private static final class Times {

        private static final int REVISIONS = 1 << 16;
        private static final int BUCKETS = 200_000;
        private static final int NANOS_A_BUCKET = 50_000;

        private final AtomicLongArray made = new AtomicLongArray(REVISIONS);
        private final LongAdder delivered = new LongAdder();
        private volatile long[] histogram = new long[BUCKETS];

        void made(long revision) {
            made.set((int) (revision % REVISIONS), System.nanoTime());
        }

        void heard(long revision) {
            long start = made.get((int) (revision % REVISIONS));
            if (start != 0) {
                delivered.increment();
                histogram[(int) Math.min(BUCKETS - 1, (System.nanoTime() - start) / NANOS_A_BUCKET)]++;
            }
        }

        void reset() {
            delivered.reset();
            histogram = new long[BUCKETS];
        }

        double millis(double share) {
            long[] counts = histogram;
            long rank = (long) (share * Arrays.stream(counts).sum());
            int bucket = 0;
            for (long below = counts[0]; below <= rank && bucket < BUCKETS - 1; below += counts[bucket]) {
                bucket++;
            }
            return (bucket + 1) * NANOS_A_BUCKET / 1e6;
        }
    }

    @Override
    public Result run(Stage stage, @Nullable Double floor) {
        stage.require(rate == 0 ? Map.of("MARQUEE_LIVE_PACE", "1ms") : Map.of());
        EventId event = SeedData.event(EVENT);
        Times times = new Times();
        try (RedisClient redis = RedisClient.create(stage.redis().url());
                var bus = redis.connect();
                Subscribers all = Subscribers.open(stage.port(), subscribers, request(event), times::heard)) {
            Publisher publisher = new Publisher(stage, text -> bus.sync().publish(CHANNEL, text), event, times);
            publisher.run(stage.options().warmUp());
            List<Round> rounds = new ArrayList<>();
            for (int round = 0; round < stage.options().rounds(); round++) {
                rounds.add(measured(stage, publisher, all, times));
            }
            return rate == 0 ? Result.ofRates(name, rounds, floor) : Result.ofLatencies(name, rounds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Round measured(Stage stage, Publisher publisher, Subscribers all, Times times) {
        LockSupport.parkNanos(REST);
        times.reset();
        Cpu before = stage.cpu();
        long start = System.nanoTime();
        publisher.run(stage.options().seconds());
        double seconds = (System.nanoTime() - start) / 1e9;
        Cpu after = stage.cpu();
        return new Round(
                times.delivered.sum() / seconds,
                times.millis(0.5),
                times.millis(0.99),
                all.lost(),
                "a subscriber was cut off",
                before == null || after == null ? null : after.since(before));
    }

    /** Makes changes and announces them. */
    private final class Publisher {

        private final Stage stage;
        private final Consumer<String> redis;
        private final String event;
        private final String id;
        private final Times times;
        private final String sender = UUID.randomUUID().toString();
        private long number;
        private long conflated;

        Publisher(Stage stage, Consumer<String> redis, EventId event, Times times) {
            this.stage = stage;
            this.redis = redis;
            this.event = event.toString();
            this.id = event.value().toString();
            this.times = times;
        }

        void run(int seconds) {
            long start = System.nanoTime();
            long end = start + seconds * 1_000_000_000L;
            times.delivered.reset();
            conflated = 0;
            for (long sent = 0; System.nanoTime() < end; sent++) {
                if (rate > 0) {
                    LockSupport.parkNanos(start + sent * 1_000_000_000L / rate - System.nanoTime());
                } else {
                    awaitDelivery((sent - UNDER_WAY) * subscribers);
                }
                change();
            }
        }

        /** Waits until so many messages have arrived; those that do not come soon were conflated with later ones. */
        private void awaitDelivery(long messages) {
            long since = System.nanoTime();
            while (times.delivered.sum() + conflated < messages) {
                if (System.nanoTime() - since > LONGEST_WAIT) {
                    conflated = messages - times.delivered.sum();
                }
                LockSupport.parkNanos(STEP);
            }
        }

        private void change() {
            long revision = Long.parseLong(stage.change(
                    "update event_stock set revision = revision + 1 where event_id = '" + id + "' returning revision"));
            times.made(revision);
            redis.accept(sender + ' ' + ++number + " availability:" + event);
        }
    }

    private static Map<String, Object> request(EventId event) throws IOException {
        return Map.of(
                "query", Files.readString(Path.of("bench", "queries", "w4.graphql")),
                "variables", Map.of("event", event.toString()));
    }
}
