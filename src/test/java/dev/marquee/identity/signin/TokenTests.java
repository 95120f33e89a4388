package dev.marquee.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Which tokens count, over HTTP. */
@MarqueeTest
class TokenTests {

    @Autowired
    private Api api;

    static Stream<Arguments> wrongTokens() {
        TestToken token = TestTokens.admin();
        Instant now = Instant.now();
        return Stream.of(
                Arguments.of("alg none", token.unsigned()),
                Arguments.of("signature stripped", token.stripped()),
                Arguments.of("HS256 with the public key", token.signedWithPublicKeyAsSecret()),
                Arguments.of("a stranger's key", token.signedByStranger()),
                Arguments.of("no token at all", "nonsense"),
                Arguments.of("three empty parts", ".."),
                Arguments.of("changed payload", changed(token)),
                Arguments.of(
                        "another issuer",
                        token.issuer("https://elsewhere.test/realms/marquee").signed()),
                Arguments.of("no issuer", token.claim("iss", null).signed()),
                Arguments.of(
                        "issuer's prefix", token.issuer(TestTokens.ISSUER + "/").signed()),
                Arguments.of("another audience", token.audience("account").signed()),
                Arguments.of("no audience", token.claim("aud", null).signed()),
                Arguments.of(
                        "expired",
                        token.claim("iat", Date.from(now.minusSeconds(300)))
                                .expiresAt(now.minusSeconds(60))
                                .signed()),
                Arguments.of("no end", token.claim("exp", null).signed()),
                Arguments.of(
                        "not yet",
                        token.claim("nbf", Date.from(now.plusSeconds(120))).signed()),
                Arguments.of(
                        "from the future",
                        token.claim("iat", Date.from(now.plusSeconds(120))).signed()),
                Arguments.of("an ID token", token.type("ID").signed()),
                Arguments.of("a refresh token", token.type("Refresh").signed()),
                Arguments.of("no type", token.claim("typ", null).signed()),
                Arguments.of("no subject", token.claim("sub", null).signed()),
                Arguments.of("no e-mail address", token.claim("email", null).signed()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongTokens")
    void refusesWrongTokens(String name, String token) {
        ask(token, "{ me { id } }")
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .value(HttpHeaders.WWW_AUTHENTICATE, value -> assertThat(value).startsWith("Bearer error="))
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_GRAPHQL_RESPONSE)
                .expectBody()
                .jsonPath("$.errors[0].extensions.code")
                .isEqualTo("UNAUTHENTICATED")
                .jsonPath("$.data")
                .doesNotExist();
    }

    @Test
    void refusesWrongTokenEvenForPublicFields() {
        ask(TestTokens.user().stripped(), "{ categories { slug } }")
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void acceptsTokenThatExpiredWithinTheClockSkew() {
        Instant now = Instant.now();
        TestToken token =
                TestTokens.user().claim("iat", Date.from(now.minusSeconds(300))).expiresAt(now.minusSeconds(5));

        ask(token.signed(), "{ me { id } }").expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid email", "marquee:write", "marquee:reader", ""})
    void refusesTokensThatMayNotRead(String scope) {
        ask(TestTokens.user().claim("scope", scope).signed(), "{ categories { slug } }")
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .valueEquals(
                        HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\", scope=\"marquee:read\"")
                .expectBody()
                .jsonPath("$.errors[0].message")
                .isEqualTo("This needs a token with the scope marquee:read.");
    }

    @Test
    void letsOnlyTokensChangeThingsThatMayWrite() {
        TestToken reader = TestTokens.admin().claim("scope", "openid marquee:read");
        ask(reader.signed(), "{ me { id } }").expectStatus().isOk();
        ask(reader.signed(), "mutation { updateProfile(input: {displayName: \"A\"}) { __typename } }")
                .expectBody()
                .jsonPath("$.errors[0].extensions.scope")
                .isEqualTo("marquee:write")
                .jsonPath("$.errors[0].extensions.code")
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void takesTheHighestRoleOfTheRealm() {
        assertThat(roles(TestTokens.user())).containsExactly("USER");
        assertThat(roles(TestTokens.organizer())).containsExactly("USER", "ORGANIZER");
        assertThat(roles(TestTokens.admin())).containsExactly("USER", "ORGANIZER", "ADMIN");
        assertThat(roles(TestTokens.user().claim("realm_access", null))).containsExactly("USER");
        assertThat(roles(TestTokens.user().claim("realm_access", "admin"))).containsExactly("USER");
        assertThat(roles(TestTokens.user().claim("realm_access", Map.of("roles", "admin"))))
                .containsExactly("USER");
        assertThat(roles(TestTokens.user().claim("roles", List.of("admin")))).containsExactly("USER");
    }

    @Test
    void answersNobodySignedInWithUnauthenticated() {
        api.anonymous()
                .document("{ me { id } }")
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(
                                error -> assertThat(error.getExtensions()).containsEntry("code", "UNAUTHENTICATED")));
    }

    @Test
    void opensOfTheActuatorOnlyWhatProbesRead() {
        api.http()
                .get()
                .uri("/actuator/health/liveness")
                .exchange()
                .expectStatus()
                .isOk();
        api.http().get().uri("/actuator/env").exchange().expectStatus().isUnauthorized();
        api.http()
                .get()
                .uri("/actuator/env")
                .headers(headers -> headers.setBearerAuth(TestTokens.admin().signed()))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private List<String> roles(TestToken token) {
        return api.as(token.signed())
                .document("{ me { roles } }")
                .execute()
                .path("me.roles")
                .entityList(String.class)
                .get();
    }

    private WebTestClient.ResponseSpec ask(String token, String document) {
        return api.http()
                .post()
                .uri("/graphql")
                .headers(headers -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token))
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_GRAPHQL_RESPONSE)
                .bodyValue(Map.of("query", document))
                .exchange();
    }

    private static String changed(TestToken token) {
        String[] honest = token.signed().split("\\.", -1);
        String[] other = token.claim("sub", "somebody-else").signed().split("\\.", -1);
        return honest[0] + "." + other[1] + "." + honest[2];
    }
}
