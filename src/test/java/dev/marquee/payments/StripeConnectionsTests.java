package dev.marquee.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.ordering.Order;
import dev.marquee.ordering.OrderStatus;
import dev.marquee.shared.EventId;
import dev.marquee.shared.Money;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TypedId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

class StripeConnectionsTests {

    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AN_ANSWER = Duration.ofMillis(50);

    private final LoopResources loops = LoopResources.create("stripe-test");
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private final Queue<String> agents = new ConcurrentLinkedQueue<>();
    private volatile Duration pause = AN_ANSWER;
    private volatile int status = 200;
    private volatile String shouldRetry = "";
    private final DisposableServer stripe = HttpServer.create()
            .host("localhost")
            .port(0)
            .doOnChannelInit((observer, channel, client) -> connections.incrementAndGet())
            .route(routes -> routes.post("/v1/payment_intents", (request, response) -> {
                keys.add(request.requestHeaders().get("Idempotency-Key"));
                agents.add(request.requestHeaders().get("User-Agent"));
                return response.status(status)
                        .header("Content-Type", "application/json")
                        .header("Stripe-Should-Retry", shouldRetry)
                        .sendString(request.receive()
                                .aggregate()
                                .asString()
                                .flatMap(form -> Mono.delay(pause).thenReturn(intent(form))));
            }))
            .bindNow();
    private final StripeSettings settings = new StripeSettings(
            "sk_test_1",
            List.of("whsec_1"),
            URI.create("http://localhost:" + stripe.port()),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            1,
            Duration.ofSeconds(10),
            AT_ONCE,
            Duration.ofMinutes(5));
    private final StripeConnections http = new StripeConnections(settings, loops);
    private final StripeCalls calls = new StripeCalls(settings, http);

    @AfterEach
    void end() {
        calls.destroy();
        http.destroy();
        stripe.disposeNow();
        loops.dispose();
    }

    /** The client of stripe-java keeps five at most. */
    @Test
    void keepsAsManyConnectionsAsThereAreCalls() {
        for (int round = 0; round < 3; round++) {
            assertThat(Flux.range(0, AT_ONCE)
                            .flatMap(each -> calls.create(order()))
                            .mapNotNull(Intent::clientSecret)
                            .collectList()
                            .block(PATIENCE))
                    .hasSize(AT_ONCE)
                    .allMatch("a secret"::equals);
        }
        assertThat(connections).hasValueBetween(1, AT_ONCE);
        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.endsWith(":intent"));
        assertThat(agents).allMatch(agent -> agent.startsWith("Stripe/v1 JavaBindings/"));
    }

    @Test
    void triesAgainWithTheSameKeyWhenThereIsNoAnswerInTime() {
        pause = Duration.ofSeconds(5);
        StepVerifier.create(calls.create(order()))
                .expectErrorMatches(StripeFaults::isProviders)
                .verify(PATIENCE);
        assertThat(keys).hasSize(2);
        assertThat(keys.stream().distinct()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "409, \"\",    2, the key is in use at the moment",
                "500, \"\",    2, Stripe failed",
                "500, false, 1, Stripe knows that it will fail again",
                "400, true,  2, Stripe knows better",
                "400, \"\",    1, the call is wrong"
            })
    void triesAgainAsStripeSays(int answered, String header, int tries, String since) {
        status = answered;
        shouldRetry = header;
        StepVerifier.create(calls.create(order())).expectError().verify(PATIENCE);
        assertThat(keys).as(since).hasSize(tries);
        assertThat(keys.stream().distinct()).hasSize(1);
    }

    @Test
    void tellsThatNobodyListens() {
        stripe.disposeNow();
        StepVerifier.create(calls.create(order()))
                .expectErrorMatches(StripeFaults::isProviders)
                .verify(PATIENCE);
    }

    private static String intent(String form) {
        return form.contains("amount=500") && form.contains("currency=eur") ? """
                  {"id": "pi_1", "object": "payment_intent", "amount": 500, "currency": "eur", "client_secret": "a secret",
                   "status": "requires_payment_method", "livemode": false, "metadata": {}}
                  """ : "{}";
    }

    private static Order order() {
        return new Order(
                OrderId.next(),
                new EventId(TypedId.generate()),
                new PersonId(TypedId.generate()),
                "ABCDEFGH",
                OrderStatus.PENDING,
                List.of(),
                Money.of(500, "EUR"),
                Money.of(0, "EUR"),
                "Ada",
                "ada@example.org",
                Instant.now().plusSeconds(600),
                1,
                Instant.now(),
                null);
    }
}
