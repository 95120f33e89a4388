package dev.marquee.platform.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.platform.transport.LiveConnections;
import dev.marquee.platform.transport.TestFields;
import dev.marquee.platform.transport.TransportTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@TransportTest
class EventStreamTests {

    private static final String COMPLETE = "event:complete\ndata:\n\n";

    @LocalServerPort
    int port;

    @Autowired
    TestFields fields;

    @Autowired
    LiveConnections connections;

    HttpProbe probe;

    @BeforeEach
    void connect() {
        probe = new HttpProbe(port);
    }

    @Test
    void streamsTheAnswersOfASubscriptionInOrder() {
        var response = stream("subscription { numbers(upTo: 3) { slowValue } }", "alice");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream;charset=UTF-8");
        assertThat(response.body())
                .containsSubsequence("\"slowValue\":1}", "\"slowValue\":2}", "\"slowValue\":3}")
                .startsWith("event:next\ndata:{\"data\":")
                .endsWith(COMPLETE);
    }

    @Test
    void streamsTheAnswerOfAQuery() {
        assertThat(stream("{ whoami }", "alice").body())
                .startsWith("event:next\ndata:{\"data\":{\"whoami\":\"alice\"}")
                .endsWith("\n\n" + COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscription { unknown }", "{", "subscription { refused }", "subscription { breaks }"})
    void streamsTheRealErrors(String document) {
        assertThat(stream(document, "alice").body())
                .contains("event:next\ndata:{\"errors\":[{", "\"code\":")
                .doesNotContain("secret", "Publisher")
                .endsWith(COMPLETE);
    }

    @Test
    void showsSignsOfLifeAndEndsWhenTheTokenExpires() {
        assertThat(stream("subscription { ticks(topic: \"sse\") }", "alice:900").body())
                .startsWith(":")
                .contains("event:next\ndata:{\"errors\":[{", "UNAUTHENTICATED")
                .endsWith(COMPLETE);
        await().until(() -> fields.topic("sse").currentSubscriberCount() == 0);
    }

    @Test
    void endsWithoutAWordWhenTheServerStops() {
        var response = CompletableFuture.supplyAsync(() -> stream("subscription { ticks(topic: \"stop\") }", "alice"));
        await().until(() -> fields.topic("stop").currentSubscriberCount() == 1);
        try {
            connections.stop();
            assertThat(response.join().body()).doesNotContain("complete");
        } finally {
            connections.start();
        }
    }

    private HttpResponse<String> stream(String document, String token) {
        return probe.send(probe.request()
                .header("Accept", "text/event-stream")
                .header("X-Test-Token", token)
                .POST(BodyPublishers.ofString(HttpProbe.json(Map.of("query", document)))));
    }
}
