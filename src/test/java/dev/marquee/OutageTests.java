package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.LocalRedis;
import dev.marquee.dev.Relay;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestTokens;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What people see while the database or Redis is out of reach. */
@ExtendWith(OutputCaptureExtension.class)
class OutageTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POOL = 4;

    private final LocalRedis redis = LocalRedis.start();
    private final Relay database = Relay.to(TestServices.postgres().port());
    private final RunningMarquee marquee = start(TestServices.freshDatabase());
    private final GraphQlTester organizer =
            marquee.api().as(TestTokens.organizer().signed());
    private final String token = TestTokens.user().signed();
    private final GraphQlTester buyer = marquee.api().as(token);
    private final WebSocketGraphQlTester watcher =
            marquee.api().webSocket(TestTokens.user().signed());
    private final List<Integer> remaining = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Throwable> end = new CompletableFuture<>();
    private final Shop.Offer offer = Shop.publish(organizer, 0, 100);

    private RunningMarquee start(String name) {
        return RunningMarquee.start(
                name,
                Map.of(
                        "spring.r2dbc.url",
                        "r2dbc:postgresql://127.0.0.1:" + database.port() + "/" + name,
                        "spring.r2dbc.pool.initial-size",
                        1,
                        "spring.r2dbc.pool.max-size",
                        POOL,
                        "spring.r2dbc.pool.max-acquire-time",
                        "2s",
                        "spring.data.redis.url",
                        redis.url(),
                        "spring.data.redis.timeout",
                        "1h",
                        "marquee.live.silence",
                        "1h",
                        "marquee.live.recheck",
                        "200ms"));
    }

    @BeforeEach
    void watch() {
        watcher.document("subscription($id: ID!) { ticketAvailability(eventId: $id) { remaining } }")
                .variable("id", offer.eventId())
                .executeSubscription()
                .toFlux("ticketAvailability.remaining", Integer.class)
                .subscribe(remaining::add, end::complete);
        await().atMost(PATIENCE).until(() -> remaining.contains(100));
    }

    @AfterEach
    void stop() {
        watcher.stop().block(PATIENCE);
        marquee.close();
        database.close();
        redis.close();
    }

    @Test
    void saysThatTheDatabaseIsOutOfReachAndGoesOnWatchingWhenItIsBack(CapturedOutput log) {
        database.cut();
        everythingIsUnavailable();
        await().atMost(PATIENCE).until(() -> log.getAll().contains("A live topic cannot be read"));
        database.mend();

        sellsAgain();
        await().atMost(PATIENCE).until(() -> remaining.getLast() < 100);
        assertThat(end).isNotDone();
    }

    private void sellsAgain() {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> {
                    Shop.order(buyer, offer, 1);
                    return true;
                });
    }

    @Test
    void saysSoTooWhenAllConnectionsAreTaken() {
        List<Connection> taken = new ArrayList<>();
        ConnectionFactory pool = marquee.bean(ConnectionFactory.class);
        Flux.range(0, POOL)
                .concatMap(index -> Mono.from(pool.create()).retry(POOL))
                .doOnNext(taken::add)
                .blockLast(PATIENCE);
        everythingIsUnavailable();
        Flux.fromIterable(taken).flatMap(Connection::close).blockLast(PATIENCE);
        sellsAgain();
    }

    @Test
    void endsALiveUpdateThatCannotBeReadEvenIfItIsTriedAgain() {
        marquee.bean(DatabaseClient.class)
                .sql("alter table event_stock rename to lost")
                .then()
                .block(PATIENCE);
        assertThat(end).succeedsWithin(PATIENCE).asString().contains("INTERNAL").doesNotContain("event_stock");
    }

    /** Nothing that waited for Redis, whose time-outs are an hour here, would ever be answered. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void sellsWhileRedisHangs() {
        redis.freeze();
        try {
            for (int left = 99; left > 89; left--) {
                Shop.order(buyer, offer, 1);
                int shown = left;
                await().atMost(PATIENCE).until(() -> remaining.contains(shown));
            }
        } finally {
            redis.thaw();
        }
    }

    private void everythingIsUnavailable() {
        unavailable("{ events(first: 1) { nodes { id } } }");
        unavailable("""
                mutation { placeOrder(input: {eventId: "%s", lines: [{ticketTypeId: "%s", quantity: 1}],
                  idempotencyKey: "%s"}) { __typename } }
                """.formatted(offer.eventId(), offer.ticketTypeId(), UUID.randomUUID()));
    }

    private void unavailable(String document) {
        marquee.api()
                .http()
                .post()
                .uri("/graphql")
                .headers(headers -> headers.setBearerAuth(token))
                .bodyValue(Map.of("query", document))
                .exchange()
                .expectBody()
                .jsonPath("$.errors[0].extensions.code")
                .isEqualTo("UNAVAILABLE");
    }
}
