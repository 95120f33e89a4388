package dev.marquee.platform.transport.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.platform.transport.TestFields;
import dev.marquee.platform.transport.TransportTest;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@TransportTest
class SocketOperationTests {

    private static final String PING = "{\"type\":\"ping\"}";
    private static final String PONG = "{\"type\":\"pong\"}";

    @LocalServerPort
    int port;

    @Autowired
    TestFields fields;

    @Test
    void answersQueriesAndMutations() {
        try (var probe = SocketProbe.initialised(port)) {
            probe.subscribe("q", "{ echo(text: 1) }".replace("1", "\\\"hi\\\""));
            probe.expect(
                    "{\"type\":\"next\",\"id\":\"q\",\"payload\":{\"data\":{\"echo\":\"hi\"},\"extensions\":{\"cost\":0}}}");
            probe.expect("{\"type\":\"complete\",\"id\":\"q\"}");
            probe.subscribe("m", "mutation { bump }");
            assertThat(probe.hear()).contains("\"id\":\"m\"", "\"bump\":");
            probe.expect("{\"type\":\"complete\",\"id\":\"m\"}");
        }
    }

    @Test
    void keepsTheAnswersOfASubscriptionInOrder() {
        try (var probe = SocketProbe.initialised(port)) {
            probe.subscribe("1", "subscription { numbers(upTo: 20) { slowValue } }");
            IntStream.rangeClosed(1, 20)
                    .forEach(value -> assertThat(probe.hear()).contains("\"slowValue\":" + value + "}"));
            probe.expect("{\"type\":\"complete\",\"id\":\"1\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ unknown }", "{", "subscription { unknown }", "subscription { refused }"})
    void answersWhatCannotRunWithAnError(String document) {
        try (var probe = SocketProbe.initialised(port)) {
            probe.subscribe("1", document);
            assertThat(probe.hear())
                    .startsWith("{\"type\":\"error\",\"id\":\"1\",\"payload\":[{")
                    .contains("\"code\":")
                    .doesNotContain("secret");
            probe.subscribe("1", "{ __typename }");
            assertThat(probe.hear()).startsWith("{\"type\":\"next\",\"id\":\"1\"");
        }
    }

    @Test
    void endsASubscriptionThatBreaksWithAnErrorAndNoSecret() {
        try (var probe = SocketProbe.initialised(port)) {
            probe.subscribe("1", "subscription { breaks }");
            assertThat(probe.hear()).startsWith("{\"type\":\"next\"");
            assertThat(probe.hear())
                    .startsWith("{\"type\":\"error\",\"id\":\"1\"")
                    .contains("INTERNAL")
                    .doesNotContain("secret");
        }
    }

    @Test
    void stopsASubscriptionThatTheClientCompletes() {
        try (var probe = SocketProbe.initialised(port)) {
            probe.subscribe("1", "subscription { ticks(topic: \\\"stops\\\") }");
            await().until(() -> fields.topic("stops").currentSubscriberCount() == 1);
            probe.say("{\"type\":\"complete\",\"id\":\"1\"}");
            await().until(() -> fields.topic("stops").currentSubscriberCount() == 0);
            probe.subscribe("1", "{ __typename }");
            assertThat(probe.hear()).startsWith("{\"type\":\"next\",\"id\":\"1\"");
        }
    }

    @Test
    void stopsSubscriptionsWhenTheClientIsGone() {
        try (var probe = SocketProbe.initialised(port)) {
            probe.subscribe("1", "subscription { ticks(topic: \\\"gone\\\") }");
            await().until(() -> fields.topic("gone").currentSubscriberCount() == 1);
        }
        await().until(() -> fields.topic("gone").currentSubscriberCount() == 0);
    }

    @Test
    void refusesMoreThanFiftyOperationsAndStillAnswersPing() {
        try (var probe = SocketProbe.initialised(port)) {
            IntStream.range(0, 300)
                    .forEach(i -> probe.subscribe("s" + i, "subscription { ticks(topic: \\\"many\\\") }"));
            var refused = IntStream.range(50, 300)
                    .mapToObj(i -> probe.hear())
                    .filter(message -> message.startsWith("{\"type\":\"error\""))
                    .filter(message -> message.contains("RATE_LIMITED"))
                    .collect(Collectors.toSet());
            assertThat(refused).hasSize(250);
            probe.say(PING);
            probe.expect(PONG);
            await().until(() -> fields.topic("many").currentSubscriberCount() == 50);
            fields.topic("many").tryEmitNext(7);
            IntStream.range(0, 50).forEach(i -> assertThat(probe.hear()).contains("\"ticks\":7"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Authorization\":\"Bearer alice\"}",
                "{\"authorization\":\"bearer alice\"}",
                "{\"AUTHORIZATION\":\"Bearer  alice\"}",
                "{\"authToken\":\"alice\"}"
            })
    void runsAsTheCallerWhomTheTokenNames(String payload) {
        try (var probe = SocketProbe.open(port)) {
            probe.say("{\"type\":\"connection_init\",\"payload\":" + payload + "}");
            probe.expect("{\"type\":\"connection_ack\"}");
            probe.subscribe("1", "{ whoami }");
            assertThat(probe.hear()).contains("\"whoami\":\"alice\"");
        }
    }

    @Test
    void runsAsNobodyWithoutAToken() {
        try (var probe = SocketProbe.initialised(port)) {
            probe.subscribe("1", "{ whoami }");
            assertThat(probe.hear()).contains("\"whoami\":null");
        }
    }

    @Test
    void endsSubscriptionsWhenTheTokenExpires() {
        try (var probe = SocketProbe.open(port)) {
            probe.say("{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer alice:900\"}}");
            probe.expect("{\"type\":\"connection_ack\"}");
            probe.subscribe("1", "subscription { ticks(topic: \\\"token\\\") }");
            probe.subscribe("2", "subscription { ticks(topic: \\\"token\\\") }");
            assertThat(probe.hear()).startsWith("{\"type\":\"error\"").contains("UNAUTHENTICATED");
            assertThat(probe.hear()).startsWith("{\"type\":\"error\"").contains("UNAUTHENTICATED");
            assertThat(probe.closeCode()).isEqualTo(4403);
            await().until(() -> fields.topic("token").currentSubscriberCount() == 0);
        }
    }

    @Test
    void asksASlowReaderForNothingThatItCannotTake() {
        try (var probe = SocketProbe.slow(port)) {
            probe.say("{\"type\":\"connection_init\"}");
            probe.expect("{\"type\":\"connection_ack\"}");
            probe.subscribe("1", "subscription { flood }");
            await().until(() -> fields.flooded() > 100);
            await().during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(20))
                    .until(this::floodStands);
            assertThat(fields.flooded()).isLessThan(10_000);
        }
    }

    private int lastFlooded;

    private boolean floodStands() {
        int before = lastFlooded;
        lastFlooded = fields.flooded();
        return before == lastFlooded;
    }
}
