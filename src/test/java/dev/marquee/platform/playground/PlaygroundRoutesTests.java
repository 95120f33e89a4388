package dev.marquee.platform.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What the server gives to the page, and under which policy. */
class PlaygroundRoutesTests {

    private final WebTestClient client = WebTestClient.bindToRouterFunction(new PlaygroundRoutes(
                            new PlaygroundSettings(true, URI.create("https://id.example:8443/realms/marquee"), "web"))
                    .routes())
            .build();

    @Test
    void servesThePageUnderAStrictPolicy() {
        String policy = policyOfPage();

        assertThat(policy.split("; "))
                .contains(
                        "default-src 'self'",
                        "script-src 'self'",
                        "connect-src 'self' https://id.example:8443",
                        "object-src 'none'",
                        "frame-ancestors 'none'");
        assertThat(policy).doesNotContain("unsafe", "*");
    }

    @Test
    void makesANewNonceForEachPage() {
        assertThat(policyOfPage()).isNotEqualTo(policyOfPage());
    }

    @Test
    void putsTheNonceOfThePolicyIntoThePage() {
        client.get().uri("/").exchange().expectBody(String.class).consumeWith(answer -> {
            String policy = answer.getResponseHeaders().getFirst("Content-Security-Policy");
            String nonce = Objects.requireNonNull(policy)
                    .replaceAll("(?s).*'nonce-", "")
                    .replaceAll("'.*", "");
            assertThat(answer.getResponseBody())
                    .contains("nonce=\"" + nonce + "\"")
                    .doesNotContain("{{");
        });
    }

    @Test
    void tellsThePageWhereToSignInAndWhatToShow() {
        client.get()
                .uri("/playground/config.json")
                .exchange()
                .expectBody()
                .jsonPath("$.issuer")
                .isEqualTo("https://id.example:8443/realms/marquee")
                .jsonPath("$.clientId")
                .isEqualTo("web")
                .jsonPath("$.examples[0].name")
                .isEqualTo("10-discover-events");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main.js",
                "style.css",
                "icon.svg",
                "vendor/graphiql.min.js",
                "vendor/graphiql.min.css",
                "vendor/graphql-ws.min.js",
                "vendor/react.production.min.js",
                "vendor/react-dom.production.min.js"
            })
    void servesItsOwnFilesToBeAskedForAgain(String file) {
        client.get()
                .uri("/playground/" + file)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "no-cache")
                .expectHeader()
                .exists("Last-Modified");
    }

    @Test
    void servesNothingElse() {
        client.get()
                .uri("/playground/../application.yaml")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private String policyOfPage() {
        return Objects.requireNonNull(client.get()
                .uri("/")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .returnResult(String.class)
                .getResponseHeaders()
                .getFirst("Content-Security-Policy"));
    }
}
