package dev.marquee.bench;

import dev.marquee.dev.ChildProcess;
import dev.marquee.dev.Ports;
import dev.marquee.shared.EventId;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Subscribers of one event's availability, which changes again and again. Each change bumps the revision in the database
 * and is announced over Redis, as another instance would. The floor is a {@link Broadcast} of the same messages.
 *
 * @param subscribers WebSockets, each with the same subscription
 * @param rate changes a second; 0: as fast as they are delivered
 */
record FanOutWorkload(String name, int subscribers, int rate) implements Workload {

    static final List<FanOutWorkload> ALL = List.of(
            new FanOutWorkload("w4-10", 1_000, 10),
            new FanOutWorkload("w4-5000", 5_000, 2),
            new FanOutWorkload("w4", 1_000, 0));

    private static final int EVENT = 3;
    private static final String MARKER = "\"revision\":";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_FLOOR_SECONDS = 5;

    @Override
    public @Nullable Double floor(Stage stage) {
        return rate > 0 ? null : broadcast(stage).median().rate();
    }

    /** The same messages from a bare broadcast. */
    private Result broadcast(Stage stage) {
        int port = Ports.free();
        AtomicLong revision = new AtomicLong();
        try (ChildProcess broadcast = Stage.java(
                        "Broadcast",
                        Broadcast.class,
                        Integer.toString(port),
                        stage.redis().url());
                RedisClient redis = RedisClient.create(stage.redis().url());
                var bus = redis.connect()) {
            broadcast.await(() -> Stage.listens(port), PATIENCE);
            FanOut.Changes news = new FanOut.Changes(
                    revision::incrementAndGet, number -> bus.sync().publish(Broadcast.CHANNEL, message(number)));
            try (FanOut fanOut = new FanOut(stage, port, subscription(), subscribers, rate, news)) {
                List<Round> rounds = fanOut.rounds(
                        Math.min(MOST_FLOOR_SECONDS, stage.options().warmUp()));
                return rate > 0 ? Result.ofLatencies(name, rounds) : Result.ofRates(name, rounds, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How late the bare broadcast is, whose changes take no commit. */
    private Map<String, Double> floorLatencies(Stage stage) {
        if (!stage.options().floors()) {
            return Map.of();
        }
        Round floor = broadcast(stage).median();
        return Map.of("floor_p50_ms", floor.p50(), "floor_p99_ms", floor.p99());
    }

    @Override
    public Result run(Stage stage, @Nullable Double floor) {
        stage.require(rate == 0 ? Map.of("MARQUEE_LIVE_PACE", "1ms") : Map.of());
        try (RedisClient redis = RedisClient.create(stage.redis().url());
                var bus = redis.connect()) {
            Result result;
            if (rate > 0) {
                try (FanOut fanOut = open(stage, bus, rate)) {
                    result = Result.ofLatencies(
                            name, fanOut.rounds(stage.options().warmUp()));
                }
                return result.with(floorLatencies(stage));
            }
            try (FanOut fanOut = open(stage, bus, 0)) {
                result = Result.ofRates(name, fanOut.rounds(stage.options().warmUp()), floor);
            }
            try (FanOut fanOut = open(stage, bus, result.median().rate() / subscribers / 2)) {
                return result.withHalf(fanOut.round(stage.options().seconds()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the subscribers of the server, to whom so many changes a second are told, or as fast as it goes. */
    FanOut open(Stage stage, StatefulRedisConnection<String, String> bus, double changes) throws IOException {
        String sender = UUID.randomUUID().toString();
        AtomicLong number = new AtomicLong();
        EventId event = SeedData.event(EVENT);
        String bump = "update event_stock set revision = revision + 1 where event_id = '" + event.value()
                + "' returning revision";
        FanOut.Changes news = new FanOut.Changes(
                () -> Long.parseLong(stage.database().change(bump)),
                revision -> bus.sync()
                        .publish("marquee:live", sender + ' ' + number.incrementAndGet() + " availability:" + event));
        return new FanOut(stage, stage.port(), subscription(), subscribers, changes, news);
    }

    private static Subscription subscription() throws IOException {
        return new Subscription(
                Files.readString(Path.of("bench", "queries", "w4.graphql")),
                Map.of("event", SeedData.event(EVENT).toString()),
                MARKER);
    }

    /** As the server tells a subscriber of a change. */
    private static String message(long revision) {
        return """
                {"id":"1","type":"next","payload":{"data":{"ticketAvailability":{%s%d,"eventId":"%s","remaining":%d,"soldOut":false}}}}""".formatted(MARKER, revision, SeedData.event(EVENT), revision);
    }
}
