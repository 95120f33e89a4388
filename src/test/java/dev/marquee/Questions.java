package dev.marquee;

import dev.marquee.dev.Api;
import dev.marquee.dev.Shop;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/** Asks what everybody may ask, so that the answer may come from memory or not. */
record Questions(Api api) {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String PAGE = """
            query($slug: String!) { event(slug: $slug) { id title status soldOut myRole category { name }
              organizer { id name } availability { remaining soldOut } priceFrom { amount }
              ticketTypes { name hidden price { amount } remaining status } } }
            """;

    /** The question for the page of an event. */
    static Map<String, Object> page(Shop.Offer offer) {
        return Map.of("query", PAGE, "variables", Map.of("slug", offer.slug()));
    }

    static String json(Map<String, Object> question) {
        return JSON.writeValueAsString(question);
    }

    WebTestClient.ResponseSpec ask(Map<String, Object> question, Consumer<HttpHeaders> headers) {
        return api.http()
                .post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers)
                .bodyValue(JSON.writeValueAsBytes(question))
                .exchange();
    }

    String remembered(Map<String, Object> question) {
        return text(ask(question, headers -> {}));
    }

    /** A cookie says something of the caller, so the answer is worked out. */
    String workedOut(Map<String, Object> question) {
        return text(ask(question, headers -> headers.add(HttpHeaders.COOKIE, "a=b")));
    }

    static String text(WebTestClient.ResponseSpec answer) {
        return String.valueOf(answer.expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
