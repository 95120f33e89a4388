package dev.marquee.identity.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.RawHttp;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;

/** The access token in a cookie, where that is switched on. */
@MarqueeTest
@TestPropertySource(
        properties = {
            "marquee.identity.cookie.enabled=true",
            "marquee.http.allowed-origins=https://app.example",
            "marquee.answers.memory=16MB",
            "marquee.answers.silence=1m"
        })
class CookieSignInTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PAGE = "https://app.example";
    private static final String FOREIGN = "https://evil.example";
    private static final String ME = "{ me { email } }";

    private final TestToken person = TestTokens.user();

    @Autowired
    private Api api;

    private WebTestClient.ResponseSpec call(String document, Consumer<HttpHeaders> headers) {
        return api.http()
                .post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers)
                .bodyValue(Map.of("query", document))
                .exchange();
    }

    private WebTestClient.ResponseSpec call(String document, String token) {
        return call(document, withCookie(token));
    }

    private static Consumer<HttpHeaders> withCookie(String token) {
        return headers -> {
            headers.set(HttpHeaders.COOKIE, SignInCookie.NAME + "=" + token);
            headers.set(HttpHeaders.ORIGIN, PAGE);
            headers.set(SignInCookie.HEADER, "1");
        };
    }

    private static String body(WebTestClient.ResponseSpec answer) {
        return String.valueOf(answer.expectBody(String.class).returnResult().getResponseBody());
    }

    private static ResponseCookie cookieOf(WebTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.returnResult(String.class).getResponseCookies().getFirst(SignInCookie.NAME));
    }

    private static String email(TestToken token) {
        return token.subject() + "@marquee.test";
    }

    @Test
    void setsACookieThatNoScriptReadsAndNoOtherSiteSends() {
        String token = person.signed();
        ResponseCookie cookie = cookieOf(call(
                "mutation { signInByCookie { ... on SignInByCookieSuccess { validUntil } } }",
                headers -> headers.setBearerAuth(token)));

        assertThat(cookie.getValue()).isEqualTo(token);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
        assertThat(cookie.getMaxAge()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(body(call(ME, cookie.getValue()))).contains(email(person));
    }

    @Test
    void refusesATokenThatBrowsersWouldDrop() {
        String answer = body(call(
                "mutation { signInByCookie { ... on Refusal { code } } }",
                headers -> headers.setBearerAuth(
                        person.claim("more", "x".repeat(4000)).signed())));
        assertThat(answer).contains("COOKIE_IMPOSSIBLE");
    }

    @Test
    void namesTheHeaderThatIsMissing() {
        WebTestClient.ResponseSpec answer =
                call(ME, withCookie(person.signed()).andThen(headers -> headers.remove(SignInCookie.HEADER)));
        answer.expectStatus().isForbidden();
        assertThat(body(answer)).contains("FORBIDDEN", "X-Marquee-Csrf").doesNotContain(email(person));
    }

    @Test
    void asksForTheHeaderEvenBeforePublicFields() {
        call(
                        "{ categories { slug } }",
                        withCookie(person.signed()).andThen(headers -> headers.remove(SignInCookie.HEADER)))
                .expectStatus()
                .isForbidden();
    }

    @ParameterizedTest
    @ValueSource(strings = {FOREIGN, "null", "https://app.example.evil.example", "http://app.example"})
    void refusesPagesOfOtherOrigins(String origin) {
        WebTestClient.ResponseSpec answer =
                call(ME, withCookie(person.signed()).andThen(headers -> headers.set(HttpHeaders.ORIGIN, origin)));
        answer.expectStatus().isForbidden();
        assertThat(body(answer)).doesNotContain(email(person));
    }

    @Test
    void tellsBrowsersWhoMaySendTheCookie() {
        HttpHeaders allowed = call(ME, person.signed())
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseHeaders();
        assertThat(allowed.getAccessControlAllowCredentials()).isTrue();
        assertThat(allowed.getAccessControlAllowOrigin()).isEqualTo(PAGE);
        preflight(PAGE)
                .expectStatus()
                .isOk()
                .expectHeader()
                .value(
                        HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                        names -> assertThat(names).containsIgnoringCase(SignInCookie.HEADER));
        preflight(FOREIGN).expectStatus().isForbidden();
    }

    private WebTestClient.ResponseSpec preflight(String origin) {
        return api.http()
                .method(HttpMethod.OPTIONS)
                .uri("/graphql")
                .header(HttpHeaders.ORIGIN, origin)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST")
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "content-type," + SignInCookie.HEADER)
                .exchange();
    }

    @Test
    void prefersTheAuthorizationHeader() {
        TestToken other = TestTokens.user();
        assertThat(body(call(
                        ME, withCookie(person.signed()).andThen(headers -> headers.setBearerAuth(other.signed())))))
                .contains(email(other));
        call(ME, withCookie(person.signed()).andThen(headers -> headers.setBearerAuth("nonsense")))
                .expectStatus()
                .isUnauthorized()
                .expectCookie()
                .doesNotExist(SignInCookie.NAME);
    }

    @Test
    void takesBackACookieWhoseTokenIsOver() {
        Instant now = Instant.now();
        TestToken over = person.claim("iat", Date.from(now.minusSeconds(300))).expiresAt(now.minusSeconds(60));
        WebTestClient.ResponseSpec answer = call(ME, over.signed());
        answer.expectStatus().isUnauthorized();
        assertThat(cookieOf(answer).getMaxAge()).isZero();
    }

    @Test
    void leavesTheCookieAloneOutsideOfTheApi() {
        api.http()
                .get()
                .uri("/")
                .header(HttpHeaders.COOKIE, SignInCookie.NAME + "=nonsense")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void keepsAnswersApartFromThoseForEverybody() {
        TestToken organizer = TestTokens.organizer();
        Shop.Offer offer = Shop.publish(api.as(organizer.signed()), 0, 5);
        String question = "{ event(slug: \"%s\") { myRole } }".formatted(offer.slug());
        for (int i = 0; i < 3; i++) {
            assertThat(body(call(question, organizer.signed()))).contains("OWNER");
            assertThat(body(call(question, headers -> {}))).contains("\"myRole\":null");
            assertThat(body(call(question, headers -> headers.set(HttpHeaders.ORIGIN, PAGE))))
                    .contains("\"myRole\":null");
        }
    }

    @Test
    void endsTheSignInOnLogout() {
        String token = person.signed();
        WebTestClient.ResponseSpec answer = call("mutation { logout { ... on LogoutSuccess { endedAt } } }", token);
        assertThat(cookieOf(answer).getMaxAge()).isZero();
        call(ME, token).expectStatus().isUnauthorized();
        call(ME, headers -> headers.setBearerAuth(token)).expectStatus().isUnauthorized();
    }

    @Test
    void streamsEventsToWhoHasTheCookie() {
        Shop.Offer offer = Shop.publish(api.as(TestTokens.organizer().signed()), 0, 5);
        String order = Shop.order(api.as(person.signed()), offer, 1).orderId();
        String stream = "subscription { orderStatus(orderId: \"%s\") { order { id } } }".formatted(order);
        Consumer<HttpHeaders> events = headers -> headers.setAccept(List.of(MediaType.TEXT_EVENT_STREAM));

        assertThat(call(stream, withCookie(person.signed()).andThen(events))
                        .expectStatus()
                        .isOk()
                        .returnResult(String.class)
                        .getResponseBody()
                        .blockFirst(PATIENCE))
                .contains(order);
        call(
                        stream,
                        withCookie(person.signed())
                                .andThen(events)
                                .andThen(headers -> headers.remove(SignInCookie.HEADER)))
                .expectStatus()
                .isForbidden();
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, "http://localhost:8080"})
    void opensAWebSocketForPagesThatMay(String origin) {
        WebSocketGraphQlTester socket = socket(origin);
        socket.document(ME).execute().path("me.email").entity(String.class).isEqualTo(email(person));
        socket.stop().block(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {FOREIGN, "null"})
    void opensNoWebSocketForOtherPages(String origin) {
        assertThatThrownBy(() -> socket(origin).start().block(PATIENCE)).hasMessageContaining("403");
    }

    @Test
    void opensNoWebSocketForWhoTellsNoOrigin() {
        try (RawHttp client = RawHttp.connect(api.port())) {
            client.say("GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Protocol: graphql-transport-ws\r\nCookie: " + SignInCookie.NAME + "="
                    + person.signed() + "\r\n\r\n");
            assertThat(client.status()).contains("403");
        }
    }

    private WebSocketGraphQlTester socket(String origin) {
        return WebSocketGraphQlTester.builder(
                        URI.create("ws://127.0.0.1:" + api.port() + "/graphql"), new ReactorNettyWebSocketClient())
                .headers(headers -> {
                    headers.set(HttpHeaders.COOKIE, SignInCookie.NAME + "=" + person.signed());
                    headers.set(HttpHeaders.ORIGIN, origin);
                })
                .build();
    }

    @Test
    void setsNoCookieOverAWebSocket() {
        WebSocketGraphQlTester socket = socket(PAGE);
        socket.document("mutation { signInByCookie { ... on Refusal { code } } }")
                .execute()
                .path("signInByCookie.code")
                .entity(String.class)
                .isEqualTo("COOKIE_IMPOSSIBLE");
        socket.stop().block(PATIENCE);
    }
}
