package dev.marquee.platform.transport.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.RawHttp;
import dev.marquee.platform.transport.TransportTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@TransportTest
@TestPropertySource(properties = "marquee.limits.connections-per-address=2")
class ConnectionsPerAddressTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRY_AGAIN_LATER = 1013;
    private static final String QUERY = "{ __typename }";
    private static final String SUBSCRIPTION = "subscription { ticks(topic: \\\"crowd\\\") }";

    @LocalServerPort
    int port;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void leave() throws Exception {
        for (AutoCloseable connection : open) {
            connection.close();
        }
        await().atMost(PATIENCE).until(this::isAdmitted);
    }

    @Test
    void refusesSocketsAndStreamsBeyondThoseOfOneAddress() {
        SocketProbe first = socket();
        socket();

        try (SocketProbe third = SocketProbe.open(port)) {
            assertThat(third.closeCode()).isEqualTo(TRY_AGAIN_LATER);
        }
        assertThat(event(stream(SUBSCRIPTION))).contains("\"code\":\"RATE_LIMITED\"", "\"limit\":2");

        first.close();
        await().atMost(PATIENCE).until(this::isAdmitted);
    }

    @Test
    void countsStreamsToo() {
        alive(stream(SUBSCRIPTION));
        alive(stream(SUBSCRIPTION));
        assertThat(isAdmitted()).isFalse();
    }

    @Test
    void answersAtOnceWhatNeedsNoPlace() {
        socket();
        socket();
        assertThat(event(stream(QUERY))).contains("\"__typename\":\"Query\"");
    }

    @Test
    void believesNobodyWhoClaimsToCallForOthers() {
        socket();
        socket();
        try (SocketProbe third = SocketProbe.behalf(port, "192.0.2.3")) {
            assertThat(third.closeCode()).isEqualTo(TRY_AGAIN_LATER);
        }
    }

    private SocketProbe socket() {
        SocketProbe socket = SocketProbe.initialised(port);
        open.add(socket);
        return socket;
    }

    private boolean isAdmitted() {
        try (SocketProbe probe = SocketProbe.open(port)) {
            return probe.isWelcome();
        }
    }

    private RawHttp stream(String document) {
        String body = "{\"query\":\"" + document + "\"}";
        RawHttp stream = RawHttp.connect(port);
        open.add(stream);
        stream.say("""
                POST /graphql HTTP/1.1\r
                Host: marquee\r
                Content-Type: application/json\r
                Accept: text/event-stream\r
                Content-Length: %d\r
                \r
                %s""".formatted(body.length(), body));
        return stream;
    }

    private static void alive(RawHttp stream) {
        String line = "";
        while (!":".equals(line)) {
            line = Objects.requireNonNull(stream.line(), "the stream has ended");
        }
    }

    private static String event(RawHttp stream) {
        String line = "";
        while (!line.startsWith("data:")) {
            line = Objects.requireNonNull(stream.line(), "the stream has ended");
        }
        return line;
    }
}
