package dev.marquee.platform.transport.http;

import static dev.marquee.platform.transport.http.HttpProbe.GRAPHQL_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.platform.transport.TransportTest;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@TransportTest
class PersistedDocumentTests {

    @LocalServerPort
    int port;

    HttpProbe probe;

    @BeforeEach
    void connect() {
        probe = new HttpProbe(port);
    }

    @Test
    void answersByGetOnceADocumentIsRegistered() {
        String document = "query($t: String!) { echo(text: $t) }";
        var unknown = get(document, "{\"t\":\"hi\"}", GRAPHQL_RESPONSE);
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("PersistedQueryNotFound", "NOT_FOUND");
        assertThat(get(document, "{\"t\":\"hi\"}", "application/json").statusCode())
                .isEqualTo(200);

        assertThat(register(document, digest(document)).statusCode()).isEqualTo(400);
        var known = get(document, "{\"t\":\"hi\"}", GRAPHQL_RESPONSE);
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(known.body()).contains("\"echo\":\"hi\"");
    }

    @Test
    void refusesADigestOfAnotherDocument() {
        var response = register("{ __typename }", digest("{ whoami }"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("BAD_USER_INPUT");
    }

    @Test
    void refusesAMutationByGet() {
        register("mutation { bump }", digest("mutation { bump }"));
        var response = get("mutation { bump }", "{}", "application/json");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void streamsASubscriptionByGet() {
        String document = "subscription { numbers(upTo: 1) { value } }";
        register(document, digest(document));
        assertThat(get(document, "{}", "text/event-stream").body()).contains("event:next", "event:complete");
    }

    @Test
    void refusesADocumentByGet() {
        String query = "?query=" + encoded("{ __typename }");
        assertThat(probe.send(probe.request(query).GET()).statusCode()).isEqualTo(400);
        assertThat(probe.send(probe.request("").GET()).statusCode()).isEqualTo(400);
        assertThat(probe.send(probe.request("?variables=1&extensions=" + encoded("{\"persistedQuery\":1}"))
                                .GET())
                        .statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> register(String document, String digest) {
        return probe.post(
                HttpProbe.json(Map.of("query", document, "extensions", Map.of("persistedQuery", persisted(digest)))));
    }

    private HttpResponse<String> get(String document, String variables, String accept) {
        String extensions = HttpProbe.json(Map.of("persistedQuery", persisted(digest(document))));
        String query = "?variables=" + encoded(variables) + "&extensions=" + encoded(extensions);
        return probe.send(probe.request(query).header("Accept", accept).GET());
    }

    private static Map<String, Object> persisted(String digest) {
        return Map.of("version", 1, "sha256Hash", digest);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String digest(String document) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(document.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
