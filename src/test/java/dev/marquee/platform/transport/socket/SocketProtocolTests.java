package dev.marquee.platform.transport.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.platform.transport.LiveConnections;
import dev.marquee.platform.transport.TransportTest;
import java.net.http.WebSocketHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@TransportTest
class SocketProtocolTests {

    @LocalServerPort
    int port;

    @Autowired
    LiveConnections connections;

    @Test
    void answersPingBeforeAndAfterTheInitialisation() {
        try (var probe = SocketProbe.open(port)) {
            probe.say("{\"type\":\"ping\"}");
            probe.expect("{\"type\":\"pong\"}");
            probe.say("{\"type\":\"connection_init\",\"payload\":{}}");
            probe.expect("{\"type\":\"connection_ack\"}");
            probe.say("{\"type\":\"ping\",\"payload\":{}}");
            probe.expect("{\"type\":\"pong\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "null",
                "[]",
                "{}",
                "{\"type\":1}",
                "{\"type\":\"unknown\"}",
                "{\"type\":\"connection_init\",\"payload\":\"text\"}",
                "{\"type\":\"subscribe\",\"payload\":{\"query\":\"{ __typename }\"}}",
                "{\"type\":\"subscribe\",\"id\":1,\"payload\":{\"query\":\"{ __typename }\"}}",
                "{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{ __typename }\"}}",
                "{\"type\":\"subscribe\",\"id\":\"1\"}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":1}}",
                "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{}}",
                "{\"type\":\"complete\"}"
            })
    void closesOnAMalformedMessage(String message) {
        try (var probe = SocketProbe.initialised(port)) {
            probe.say(message);
            assertThat(probe.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void closesOnABinaryMessage() {
        try (var probe = SocketProbe.initialised(port)) {
            probe.sayBytes(new byte[] {1, 2});
            assertThat(probe.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void closesOnAMessageThatIsTooBig() {
        try (var probe = SocketProbe.initialised(port)) {
            probe.say("{\"type\":\"ping\",\"payload\":{\"pad\":\"" + "x".repeat(300_000) + "\"}}");
            assertThat(probe.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void closesWhenSubscribedBeforeTheAcknowledgement() {
        try (var probe = SocketProbe.open(port)) {
            probe.subscribe("1", "{ __typename }");
            assertThat(probe.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void closesOnABadToken() {
        try (var probe = SocketProbe.open(port)) {
            probe.say("{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer bad\"}}");
            assertThat(probe.closeCode()).isEqualTo(4403);
        }
    }

    @Test
    void closesWhenTheSubProtocolIsAnother() {
        try (var probe = SocketProbe.with(port, SocketProbe.builder())) {
            assertThat(probe.closeCode()).isEqualTo(4406);
        }
    }

    @Test
    void closesWhenNobodyInitialises() {
        try (var probe = SocketProbe.open(port)) {
            assertThat(probe.closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void closesOnASecondInitialisation() {
        try (var probe = SocketProbe.initialised(port)) {
            probe.say("{\"type\":\"connection_init\"}");
            assertThat(probe.closeCode()).isEqualTo(4429);
        }
    }

    @Test
    void closesOnTheIdOfALiveSubscription() {
        try (var probe = SocketProbe.initialised(port)) {
            probe.subscribe("1", "subscription { ticks }");
            probe.subscribe("1", "subscription { ticks }");
            assertThat(probe.closeCode()).isEqualTo(4409);
        }
    }

    @Test
    void refusesPagesOfOtherOrigins() {
        var foreign = SocketProbe.builder()
                .subprotocols("graphql-transport-ws")
                .header("Origin", "https://elsewhere.example");
        assertThatThrownBy(() -> SocketProbe.with(port, foreign)).hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void acceptsPagesOfItsOwnOrigin() {
        var own =
                SocketProbe.builder().subprotocols("graphql-transport-ws").header("Origin", "http://localhost:" + port);
        try (var probe = SocketProbe.with(port, own)) {
            probe.say("{\"type\":\"ping\"}");
            probe.expect("{\"type\":\"pong\"}");
        }
    }

    @Test
    void closesWithGoingAwayWhenTheServerStops() {
        try (var probe = SocketProbe.initialised(port)) {
            probe.subscribe("1", "subscription { ticks }");
            connections.stop();
            assertThat(probe.closeCode()).isEqualTo(1001);
            try (var late = SocketProbe.open(port)) {
                assertThat(late.closeCode()).isEqualTo(1001);
            }
        } finally {
            connections.start();
        }
    }
}
