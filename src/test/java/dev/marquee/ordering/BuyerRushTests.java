package dev.marquee.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.BoxOffice.Sale;
import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.dev.TestTokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@OrderingTest
class BuyerRushTests {

    private static final ParameterizedTypeReference<Map<String, Object>> ANSWER = new ParameterizedTypeReference<>() {};
    private static final String BUY = """
            mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
              __typename ... on LimitExceeded { limit } } }
            """;

    @Autowired
    private Api api;

    @Autowired
    private BoxOffice shop;

    @Test
    void sellsAHundredTicketsToTwoThousandBuyers() {
        Sale sale = shop.sale(1000, 0, 100);
        List<String> buyers = IntStream.range(0, 2000)
                .parallel()
                .mapToObj(i -> TestTokens.user().signed())
                .toList();
        Map<String, Integer> answers = buy(buyers, sale, 200);
        assertThat(answers).isEqualTo(Map.of("PlaceOrderSuccess", 100, "SoldOut", 1900));
        assertThat(ConsistencyCheck.stock(shop.database())).isEmpty();
        assertThat(ConsistencyCheck.tickets(shop.database())).isEmpty();
    }

    @Test
    void keepsTwentyParallelPurchasesToTheLimitOfAPerson() {
        String event = shop.draft(1000);
        Sale sale = new Sale(event, shop.ticketType(event, Map.of("price", 0, "quantity", 100, "maxPerPerson", 4)));
        shop.publish(event);
        String buyer = TestTokens.user().signed();
        Map<String, Integer> answers =
                buy(IntStream.range(0, 20).mapToObj(i -> buyer).toList(), sale, 20);
        assertThat(answers).isEqualTo(Map.of("PlaceOrderSuccess", 4, "LimitExceeded", 16));
        assertThat(ConsistencyCheck.stock(shop.database())).isEmpty();
    }

    private Map<String, Integer> buy(List<String> tokens, Sale sale, int atOnce) {
        ConnectionProvider connections = ConnectionProvider.create("buyers", atOnce);
        WebClient client = WebClient.builder()
                .baseUrl("http://127.0.0.1:" + api.port() + "/graphql")
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections)))
                .build();
        Map<String, Integer> answers = new HashMap<>();
        Flux.fromIterable(tokens)
                .flatMap(token -> buyOne(client, token, sale), atOnce)
                .doOnNext(type -> answers.merge(type, 1, Integer::sum))
                .blockLast(Duration.ofMinutes(5));
        connections.dispose();
        return answers;
    }

    /** Comes back with the same key as often as the server says that it is too busy, which an idle machine never does. */
    private Mono<String> buyOne(WebClient client, String token, Sale sale) {
        Map<String, Object> input = BoxOffice.order(sale, 1);
        return post(client, token, input)
                .filter(answer -> !answer.contains("code=UNAVAILABLE"))
                .repeatWhenEmpty(20, tries -> tries);
    }

    private Mono<String> post(WebClient client, String token, Map<String, Object> input) {
        return client.post()
                .headers(headers -> headers.setBearerAuth(token))
                .bodyValue(Map.of("query", BUY, "variables", Map.of("input", input)))
                .exchangeToMono(response -> response.bodyToMono(ANSWER).map(BuyerRushTests::type));
    }

    private static String type(Map<String, Object> answer) {
        return answer.get("data") instanceof Map<?, ?> data && data.get("placeOrder") instanceof Map<?, ?> result
                ? String.valueOf(result.get("__typename"))
                : answer.toString();
    }
}
