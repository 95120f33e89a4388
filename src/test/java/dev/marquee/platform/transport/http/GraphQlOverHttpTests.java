package dev.marquee.platform.transport.http;

import static dev.marquee.platform.transport.http.HttpProbe.GRAPHQL_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.platform.transport.TestFields;
import dev.marquee.platform.transport.TransportTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@TransportTest
class GraphQlOverHttpTests {

    private static final String TYPENAME = """
            {"query":"{ __typename }"}""";

    @LocalServerPort
    int port;

    @Autowired
    TestFields fields;

    HttpProbe probe;

    @BeforeEach
    void connect() {
        probe = new HttpProbe(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/graphql-response+json | application/graphql-response+json",
                "application/json | application/json",
                "*/* | application/json",
                "application/* | application/json",
                "*/*, application/graphql-response+json | application/graphql-response+json",
                "application/json;q=0.5, application/graphql-response+json | application/graphql-response+json",
                "application/graphql-response+json;q=0.1, application/json | application/json",
                "text/html, */*;q=0.1 | application/json"
            })
    void answersInTheTypeThatIsAccepted(String accept, String type) {
        var response = probe.send(probe.request().header("Accept", accept).POST(BodyPublishers.ofString(TYPENAME)));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains(type + ";charset=UTF-8");
        assertThat(response.body()).contains("\"__typename\":\"Query\"");
    }

    @Test
    void answersJsonWhenNothingIsAcceptedByName() {
        var response = probe.send(probe.request().POST(BodyPublishers.ofString(TYPENAME)));
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png", "application/json;q=0"})
    void refusesWhatItCannotWrite(String accept) {
        var response = probe.send(probe.request().header("Accept", accept).POST(BodyPublishers.ofString(TYPENAME)));
        assertThat(response.statusCode()).isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/graphql",
                "application/json; charset=iso-8859-1",
                "nonsense"
            })
    void refusesWhatItCannotRead(String contentType) {
        var response = probe.send(
                probe.request("").header("Content-Type", contentType).POST(BodyPublishers.ofString(TYPENAME)));
        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void refusesABodyWithoutAType() {
        assertThat(probe.send(probe.request("").POST(BodyPublishers.ofString(TYPENAME)))
                        .statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "not json",
                "\"text\"",
                "null",
                "{}",
                "{\"query\":null}",
                "{\"query\":\"\"}",
                "{\"query\":1}",
                "{\"query\":{}}",
                "{\"query\":[]}",
                "{\"query\":true}",
                "{\"query\":\"{ __typename }\",\"query\":\"{ __typename }\"}",
                "{\"query\":\"{ __typename }\",\"variables\":{\"a\":1,\"a\":2}}",
                "{\"query\":\"{ __typename }\"} trailing",
                "{\"query\":\"{ __typename }\",\"operationName\":{}}",
                "{\"query\":\"{ __typename }\",\"variables\":\"{}\"}",
                "{\"query\":\"{ __typename }\",\"variables\":[]}",
                "{\"query\":\"{ __typename }\",\"extensions\":0}",
                "[]",
                "[1]"
            })
    void refusesWhatIsNoRequest(String body) {
        for (String accept : List.of(GRAPHQL_RESPONSE, "application/json")) {
            var response = probe.send(probe.request().header("Accept", accept).POST(BodyPublishers.ofString(body)));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type")).contains(accept + ";charset=UTF-8");
            assertThat(response.body()).contains("\"errors\"", "BAD_USER_INPUT").doesNotContain("jackson", "\"data\"");
        }
    }

    @Test
    void takesNullForWhatIsOptional() {
        var response = probe.post("""
                {"query":"{ __typename }","operationName":null,"variables":null,"extensions":null,"other":1}""");
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{ unknown }",
                "query A { __typename } query B { __typename }",
                "query($a: Int!) { __typename }"
            })
    void tellsARequestErrorByStatusAndHasNoData(String document) {
        var modern = probe.ask(document);
        assertThat(modern.statusCode()).isEqualTo(400);
        assertThat(modern.body()).contains("BAD_USER_INPUT").doesNotContain("\"data\"");

        var legacy = probe.send(probe.request()
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(HttpProbe.json(Map.of("query", document)))));
        assertThat(legacy.statusCode()).isEqualTo(200);
        assertThat(legacy.body()).contains("BAD_USER_INPUT");
    }

    @Test
    void answersAFailedFieldWithDataAndNoSecret() {
        var response = probe.ask("{ fails }");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"fails\":null", "INTERNAL").doesNotContain("secret", "Exception");
    }

    @Test
    void refusesABodyOver256Kb() {
        String body =
                HttpProbe.json(Map.of("query", "{ __typename }", "extensions", Map.of("pad", "x".repeat(300_000))));
        assertThat(probe.post(body).statusCode()).isEqualTo(413);
    }

    @Test
    void refusesAChunkedBodyOver256Kb() {
        byte[] body = HttpProbe.json(
                        Map.of("query", "{ __typename }", "extensions", Map.of("pad", "x".repeat(300_000))))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var response = probe.post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void answersABatchInOrder() {
        var response = probe.post("[" + TYPENAME + ",{\"query\":\"{ unknown }\"}," + TYPENAME + "]");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("[{\"data\":{\"__typename\":\"Query\"}")
                .contains("unknown");
    }

    @Test
    void refusesABatchOverTheLimit() {
        String batch = "[" + String.join(",", java.util.Collections.nCopies(11, TYPENAME)) + "]";
        assertThat(probe.post(batch).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesASubscriptionThatWantsOneAnswer() {
        var response = probe.send(probe.request()
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString("{\"query\":\"subscription { ticks }\"}")));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("BAD_USER_INPUT").doesNotContain("upstreamPublisher", "\"data\"");
    }

    @Test
    void endsAnOperationThatTakesTooLong() {
        var response = probe.ask("{ never }");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("UNAVAILABLE");
    }

    @Test
    void refusesOtherMethods() {
        var response = probe.send(probe.request().PUT(BodyPublishers.ofString(TYPENAME)));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).isPresent();
    }

    @Test
    void tellsACallerOnTheEventLoopOfItsConnection() {
        var first = probe.ask("{ home }");
        var second = probe.ask("{ home }");

        assertThat(first.body()).contains("\"home\":").doesNotContain("\"parallel-");
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void tellsFieldsWhereTheRequestWasLetIn() {
        assertThat(probe.ask("{ letIn }").body()).contains("\"letIn\":true");
    }
}
