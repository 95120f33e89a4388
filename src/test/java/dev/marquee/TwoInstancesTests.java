package dev.marquee;

import static org.awaitility.Awaitility.await;

import dev.marquee.dev.LocalRedis;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import reactor.core.Disposable;

/** Two instances on one database and one Redis, which is killed and comes back. */
class TwoInstancesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalRedis redis = LocalRedis.start();
    private final String database = TestServices.freshDatabase();
    private final RunningMarquee here = start();
    private final RunningMarquee there = start();
    private final WebSocketGraphQlTester watcher =
            there.api().webSocket(TestTokens.user().signed());

    private RunningMarquee start() {
        return RunningMarquee.start(
                database, Map.of("spring.data.redis.url", redis.url(), "marquee.live.recheck", "1h"));
    }

    @AfterEach
    void stop() {
        watcher.stop().block(PATIENCE);
        here.close();
        there.close();
        redis.close();
    }

    @Test
    void showsHereWhatHappensThereAndCatchesUpAfterRedisWasAway() {
        GraphQlTester organizer = here.api().as(TestTokens.organizer().signed());
        GraphQlTester buyer = here.api().as(TestTokens.user().signed());
        Shop.Offer offer = Shop.publish(organizer, 0, 100);
        List<Integer> remaining = new CopyOnWriteArrayList<>();
        Disposable watching = watcher.document(
                        "subscription($id: ID!) { ticketAvailability(eventId: $id) { remaining } }")
                .variable("id", offer.eventId())
                .executeSubscription()
                .toFlux("ticketAvailability.remaining", Integer.class)
                .subscribe(remaining::add);
        await().atMost(PATIENCE).until(() -> remaining.contains(100));
        Shop.order(buyer, offer, 1);
        await().atMost(PATIENCE).until(() -> remaining.contains(99));

        redis.kill();
        Shop.order(buyer, offer, 2);
        redis.resume();

        await().atMost(PATIENCE).until(() -> remaining.contains(97));
        Shop.order(buyer, offer, 1);
        await().atMost(PATIENCE).until(() -> remaining.contains(96));
        watching.dispose();
    }
}
