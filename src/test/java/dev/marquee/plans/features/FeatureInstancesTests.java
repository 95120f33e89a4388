package dev.marquee.plans.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.LocalRedis;
import dev.marquee.dev.PlanDesk;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.client.SubscriptionErrorException;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Two instances on one database and one Redis: a feature is switched here and felt there. */
class FeatureInstancesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalRedis redis = LocalRedis.start();
    private final String database = TestServices.freshDatabase();
    private final RunningMarquee here = start();
    private final RunningMarquee there = start();
    private final String owner = TestTokens.organizer().signed();
    private final HttpGraphQlTester ownerThere = there.api().as(owner);
    private final WebSocketGraphQlTester watcher = there.api().webSocket(owner);
    private final PlanDesk plansHere =
            new PlanDesk(here.api().as(TestTokens.admin().signed()));
    private final String event = new EventDesk(here.api().as(owner)).draft("Shared " + UUID.randomUUID());

    private RunningMarquee start() {
        return RunningMarquee.start(database, Map.of("spring.data.redis.url", redis.url()));
    }

    @AfterEach
    void stop() {
        watcher.stop().block(PATIENCE);
        here.close();
        there.close();
        redis.close();
    }

    @Test
    void feelsThereWhatIsSwitchedHereWithRedisAndWithout() {
        assertThat(codesThere()).isEmpty();
        endsWhenSwitchedOff();
        await().atMost(PATIENCE).until(() -> codesThere().equals(List.of("FEATURE_DISABLED")));
        plansHere.switchFeature(event, "QR_CHECK_IN", true);
        await().atMost(PATIENCE).until(() -> codesThere().isEmpty());

        redis.kill();
        endsWhenSwitchedOff();
        await().atMost(PATIENCE).until(() -> codesThere().equals(List.of("FEATURE_DISABLED")));
        plansHere.switchFeature(event, "QR_CHECK_IN", true);
        await().atMost(PATIENCE).until(() -> codesThere().isEmpty());
    }

    private void endsWhenSwitchedOff() {
        StepVerifier.create(feedThere())
                .expectNext(true)
                .then(() -> plansHere.switchFeature(event, "QR_CHECK_IN", false))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                SubscriptionErrorException.class,
                                end -> assertThat(end.getErrors())
                                        .singleElement()
                                        .satisfies(each -> assertThat(each.getExtensions())
                                                .containsEntry("code", "FEATURE_DISABLED")
                                                .containsEntry("feature", "QR_CHECK_IN"))));
    }

    private Flux<Boolean> feedThere() {
        return watcher.document("subscription($id: ID!) { checkInFeed(eventId: $id) { snapshot } }")
                .variable("id", event)
                .executeSubscription()
                .toFlux("checkInFeed.snapshot", Boolean.class)
                .timeout(PATIENCE);
    }

    private List<String> codesThere() {
        List<ResponseError> errors = new ArrayList<>();
        ownerThere
                .document("query($id: ID!) { checkIns(eventId: $id) { nodes { id } } }")
                .variable("id", event)
                .execute()
                .errors()
                .satisfy(errors::addAll);
        return errors.stream()
                .map(error -> String.valueOf(error.getExtensions().get("code")))
                .toList();
    }
}
