package dev.marquee.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestTokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.graphql.client.ClientGraphQlResponse;
import org.springframework.graphql.client.GraphQlTransportException;
import org.springframework.graphql.client.HttpGraphQlClient;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Purchases that two instances gather into batches, one of which writes one by one, while a third sells one by one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaneSalesTests {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String BUY = """
            mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
              __typename ... on PlaceOrderSuccess { order { id } } } }
            """;

    private final String database = TestServices.freshDatabase();
    private final List<RunningMarquee> instances = List.of(instance(1, true), instance(3, false), instance(0, true));

    private RunningMarquee instance(int lanes, boolean together) {
        return RunningMarquee.start(
                database,
                Map.of("marquee.lanes.count", lanes, "marquee.lanes.batch", 16, "marquee.writes.together", together));
    }

    @AfterAll
    void stop() {
        instances.forEach(RunningMarquee::close);
    }

    /** A call, and the instance that gets it. */
    private record Call(int instance, String token, Map<String, Object> input) {}

    private static Map<String, Object> input(Shop.Offer offer, String ticketType, int quantity, String key) {
        return Map.of(
                "eventId",
                offer.eventId(),
                "lines",
                List.of(Map.of("ticketTypeId", ticketType, "quantity", quantity)),
                "idempotencyKey",
                key);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** Repeats a call under its key when the machine is too busy to answer in time. */
    private Mono<String> make(Call call) {
        return send(call)
                .onErrorResume(GraphQlTransportException.class, busy -> Mono.empty())
                .filter(verdict -> !verdict.equals("UNAVAILABLE"))
                .repeatWhenEmpty(20, tries -> tries);
    }

    private Mono<String> send(Call call) {
        WebClient http = WebClient.create(
                "http://127.0.0.1:" + instances.get(call.instance()).api().port() + "/graphql");
        return HttpGraphQlClient.builder(http)
                .headers(headers -> headers.setBearerAuth(call.token()))
                .build()
                .document(BUY)
                .variable("input", call.input())
                .execute()
                .map(LaneSalesTests::verdict);
    }

    private static String verdict(ClientGraphQlResponse answer) {
        return answer.isValid() && answer.getErrors().isEmpty()
                ? String.valueOf(answer.field("placeOrder.__typename").<Object>getValue())
                : String.valueOf(answer.getErrors().getFirst().getExtensions().get("code"));
    }

    private Map<String, Integer> make(List<Call> calls) {
        Map<String, Integer> verdicts = new HashMap<>();
        Flux.fromIterable(calls)
                .flatMap(this::make, 30)
                .doOnNext(verdict -> verdicts.merge(verdict, 1, Integer::sum))
                .blockLast(PATIENCE);
        return verdicts;
    }

    private Shop.Offer offer(int quantity) {
        return Shop.publish(instances.getFirst().api().as(TestTokens.organizer().signed()), 0, quantity);
    }

    private void check() {
        DatabaseClient client = instances.getFirst().bean(DatabaseClient.class);
        assertThat(ConsistencyCheck.stock(client)).isEmpty();
        assertThat(ConsistencyCheck.tickets(client)).isEmpty();
    }

    @Test
    void neverOversellsOverSeveralInstances() {
        Shop.Offer offer = offer(40);
        String buyer = TestTokens.user().signed();
        assertThat(make(IntStream.range(0, 300)
                        .mapToObj(i -> new Call(i % 3, buyer, input(offer, offer.ticketTypeId(), 1, key())))
                        .toList()))
                .isEqualTo(Map.of("PlaceOrderSuccess", 40, "SoldOut", 260));
        check();
    }

    @Test
    void givesEachBuyerAVerdictOfItsOwn() {
        Shop.Offer offer = offer(1000);
        String buyer = TestTokens.user().signed();
        String elsewhere = offer(10).ticketTypeId();
        assertThat(make(IntStream.range(0, 120)
                        .mapToObj(i -> new Call(
                                i % 3,
                                buyer,
                                switch (i % 4) {
                                    case 0 -> input(offer, offer.ticketTypeId(), 1, key());
                                    case 1 -> input(offer, elsewhere, 1, key());
                                    case 2 -> input(offer, offer.ticketTypeId(), 11, key());
                                    default -> input(offer, offer.ticketTypeId(), 2, key());
                                }))
                        .toList()))
                .isEqualTo(Map.of("PlaceOrderSuccess", 60, "BAD_USER_INPUT", 30, "LimitExceeded", 30));
        check();
    }

    @Test
    void sellsOnceHoweverOftenACallIsRepeatedAtOnce() {
        Shop.Offer offer = offer(1000);
        String buyer = TestTokens.user().signed();
        List<String> keys = IntStream.range(0, 10).mapToObj(i -> key()).toList();
        assertThat(make(IntStream.range(0, 90)
                        .mapToObj(i -> new Call(
                                i % 3, buyer, input(offer, offer.ticketTypeId(), 1, keys.get(i % keys.size()))))
                        .toList()))
                .isEqualTo(Map.of("PlaceOrderSuccess", 90));
        assertThat(sold(offer)).isEqualTo(keys.size());
        check();
    }

    private int sold(Shop.Offer offer) {
        return instances
                                .getFirst()
                                .api()
                                .anonymous()
                                .document("query ($slug: String!) { event(slug: $slug) { ticketTypes { remaining } } }")
                                .variable("slug", offer.slug())
                                .execute()
                                .path("event.ticketTypes[0].remaining")
                                .entity(Integer.class)
                                .satisfies(remaining -> assertThat(remaining).isLessThan(1000))
                                .get()
                        * -1
                + 1000;
    }
}
