package dev.marquee.identity.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.LocalRedis;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.client.SubscriptionErrorException;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import reactor.test.StepVerifier;

/** Two instances on one database and one Redis: somebody is suspended here and refused there. */
class SuspensionInstancesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalRedis redis = LocalRedis.start();
    private final String database = TestServices.freshDatabase();
    private final RunningMarquee here = start();
    private final RunningMarquee there = start();
    private final String person = TestTokens.user().signed();
    private final PeopleDesk deskHere =
            new PeopleDesk(here.api(), TestTokens.admin().signed());
    private final PeopleDesk deskThere = new PeopleDesk(there.api(), person);

    private RunningMarquee start() {
        return RunningMarquee.start(
                database, Map.of("spring.data.redis.url", redis.url(), "marquee.access.recheck", "30s"));
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        redis.close();
    }

    @Test
    void refusesThereWhoIsSuspendedHereWithRedisAndWithout() {
        String id = deskThere.id(person);
        assertThat(deskThere.statusOf(person)).isEqualTo(200);
        deskHere.suspend(id);
        await().atMost(PATIENCE).until(() -> deskThere.statusOf(person) == 403);
        deskHere.reinstate(id);
        await().atMost(PATIENCE).until(() -> deskThere.statusOf(person) == 200);

        redis.kill();
        deskHere.suspend(id);
        await().atMost(PATIENCE).until(() -> deskThere.statusOf(person) == 403);
    }

    @Test
    void refusesThereWhoSignsOutHereWithRedisAndWithout() {
        TestToken first = TestTokens.user();
        TestToken second = first.claim("jti", "another sign-in of " + first.subject());
        assertThat(deskThere.statusOf(first.signed())).isEqualTo(200);
        logoutHere(first);
        await().atMost(PATIENCE).until(() -> deskThere.statusOf(first.signed()) == 401);
        assertThat(deskThere.statusOf(second.signed())).isEqualTo(200);

        redis.kill();
        logoutHere(second);
        await().atMost(PATIENCE).until(() -> deskThere.statusOf(second.signed()) == 401);
    }

    /** Long before rights are checked again. */
    @Test
    void endsStreamsThereAtOnceOfWhoSignsOutHere() {
        TestToken leaving = TestTokens.user();
        Shop.Offer offer = Shop.publish(there.api().as(TestTokens.organizer().signed()), 0, 5);
        WebSocketGraphQlTester watcher = there.api().webSocket(leaving.signed());

        StepVerifier.create(
                        watcher.document("subscription($id: ID!) { ticketAvailability(eventId: $id) { remaining } }")
                                .variable("id", offer.eventId())
                                .executeSubscription()
                                .toFlux("ticketAvailability.remaining", Integer.class)
                                .timeout(Duration.ofSeconds(20)))
                .expectNext(5)
                .then(() -> logoutHere(leaving))
                .verifyError(SubscriptionErrorException.class);
        watcher.stop().block(PATIENCE);
    }

    private void logoutHere(TestToken token) {
        here.api()
                .as(token.signed())
                .document("mutation { logout { __typename } }")
                .executeAndVerify();
    }
}
