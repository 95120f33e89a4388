package dev.marquee.onboarding.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.LocalRedis;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.client.SubscriptionErrorException;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;

/** Two instances: who is removed on one of them hears nothing more on the other, with Redis and without. */
class TeamStreamTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalRedis redis = LocalRedis.start();
    private final String database = TestServices.freshDatabase();
    private final RunningMarquee here = start();
    private final RunningMarquee there = start();
    private final TestToken owner = TestTokens.organizer();
    private final TestToken leaving = TestTokens.user();
    private final TestToken staying = TestTokens.user();
    private final String event = draft();
    private final String otherEvent = draft();
    private final WebSocketGraphQlTester leavingSocket = there.api().webSocket(leaving.signed());
    private final WebSocketGraphQlTester stayingSocket = there.api().webSocket(staying.signed());

    /** A running subscription: completes at its first message, and with the code of the error that ends it. */
    private record Running(CompletableFuture<Long> started, CompletableFuture<String> ended) {}

    private RunningMarquee start() {
        return RunningMarquee.start(database, Map.of("spring.data.redis.url", redis.url()));
    }

    @AfterEach
    void stop() {
        leavingSocket.stop().block(PATIENCE);
        stayingSocket.stop().block(PATIENCE);
        here.close();
        there.close();
        redis.close();
    }

    @Test
    void endsTheStreamsOfWhoIsRemovedAndNoOthers() {
        join(staying, event);
        removedWhileWatching();
        redis.kill();
        removedWhileWatching();
    }

    private void removedWhileWatching() {
        String person = join(leaving, event);
        join(leaving, otherEvent);
        Running gone = watch(leavingSocket, event);
        Running draft = watch(leavingSocket, event, "eventStatus");
        Running elsewhere = watch(leavingSocket, otherEvent);
        Running colleague = watch(stayingSocket, event);

        owner().remove(event, person);

        await().atMost(PATIENCE).until(gone.ended()::isDone);
        assertThat(gone.ended()).isCompletedWithValue("NOT_FOUND");
        await().atMost(PATIENCE).until(draft.ended()::isDone);
        assertThat(draft.ended()).isCompletedWithValue("NOT_FOUND");
        assertThat(elsewhere.ended()).isNotDone();
        assertThat(colleague.ended()).isNotDone();
        owner().remove(otherEvent, person);
        await().atMost(PATIENCE).until(elsewhere.ended()::isDone);
    }

    private static Running watch(WebSocketGraphQlTester socket, String event) {
        return watch(socket, event, "checkInFeed");
    }

    private static Running watch(WebSocketGraphQlTester socket, String event, String field) {
        Running running = new Running(new CompletableFuture<>(), new CompletableFuture<>());
        socket.document("subscription($id: ID!) { %s(eventId: $id) { revision } }".formatted(field))
                .variable("id", event)
                .executeSubscription()
                .toFlux(field + ".revision", Long.class)
                .subscribe(
                        running.started()::complete,
                        error -> running.ended().complete(code(error)),
                        () -> running.ended().complete("completed"));
        await().atMost(PATIENCE).until(running.started()::isDone);
        return running;
    }

    private static String code(Throwable error) {
        return error instanceof SubscriptionErrorException end
                ? String.valueOf(end.getErrors().getFirst().getExtensions().get("code"))
                : error.toString();
    }

    private String join(TestToken who, String to) {
        String invitation = owner().invited(to, who.subject() + "@marquee.test", "STEWARD");
        return new TeamDesk(here.api().as(who.signed())).accepted(invitation);
    }

    private TeamDesk owner() {
        return new TeamDesk(here.api().as(owner.signed()));
    }

    private String draft() {
        return new EventDesk(here.api().as(owner.signed())).draft("Streams " + UUID.randomUUID());
    }
}
