package dev.marquee.platform.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.RawHttp;
import dev.marquee.platform.transport.TestFields;
import dev.marquee.platform.transport.TransportTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@TransportTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {"marquee.http.request-time=1s", "marquee.http.idle-time=2s"})
class SlowRequestTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than every limit at the pace of the keep-alive signs. */
    private static final int SIGNS = 10;

    private static final String HEAD = """
            POST /graphql HTTP/1.1\r
            Host: marquee\r
            Content-Type: application/json\r
            """;
    private static final String BODY = """
            {"query":"{ __typename }"}""";
    private static final String LENGTH = "Content-Length: " + BODY.length() + "\r\n\r\n";

    @LocalServerPort
    int port;

    @Autowired
    TestFields fields;

    RawHttp connection;

    @BeforeEach
    void connect() {
        connection = RawHttp.connect(port);
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    @Test
    void closesAConnectionThatSaysNothing() {
        assertThat(connection.line()).isNull();
    }

    @Test
    void closesAConnectionAfterHalfAHead() {
        connection.say(HEAD);
        assertThat(connection.line()).isNull();
    }

    @Test
    void closesAConnectionOverWhichAHeadTrickles() {
        connection.say(HEAD);
        await().atMost(PATIENCE).until(() -> !connection.say("X-Header: value\r\n"));
    }

    @Test
    void saysThatABodyIsOverdueAndLogsNoFault(CapturedOutput log) {
        connection.say(HEAD + LENGTH + BODY.charAt(0));
        assertThat(connection.status()).isEqualTo("HTTP/1.1 408 Request Timeout");
        assertThat(connection.line()).isNull();
        assertThat(log).doesNotContain("Server Error");
    }

    @Test
    void closesAConnectionOverWhichABodyTrickles() {
        connection.say(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
        await().atMost(PATIENCE).until(() -> !connection.say("1\r\n \r\n"));
    }

    @Test
    void closesAConnectionOverWhichABodyTricklesAfterItsAnswer() {
        connection.say("PUT /graphql HTTP/1.1\r\nHost: marquee\r\nTransfer-Encoding: chunked\r\n\r\n");
        assertThat(connection.status()).contains("405");
        await().atMost(PATIENCE).until(() -> !connection.say("1\r\n \r\n"));
    }

    @Test
    void answersOneRequestAfterTheOtherUntilTheConnectionIsIdle() {
        for (int i = 0; i < 3; i++) {
            connection.say(HEAD + LENGTH + BODY);
            assertThat(connection.status()).contains("200");
        }
        assertThat(connection.line()).isNull();
    }

    @Test
    void leavesEventStreamsAlone() {
        String subscription = HttpProbe.json(Map.of("query", "subscription { ticks(topic: \"long\") }"));
        connection.say(HEAD + "Accept: text/event-stream\r\nContent-Length: " + subscription.length() + "\r\n\r\n"
                + subscription);
        for (int signs = 0; signs < SIGNS; ) {
            signs += ":".equals(connection.line()) ? 1 : 0;
        }
        fields.topic("long").tryEmitNext(42);
        String line = "";
        while (line != null && !line.contains("\"ticks\":42")) {
            line = connection.line();
        }
        assertThat(line).isNotNull();
    }

    @Test
    void leavesWebSocketsAlone() {
        var listener = new Pinged();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create("ws://localhost:" + port + "/graphql"), listener)
                .join();
        socket.sendText("{\"type\":\"connection_init\"}", true).join();
        assertThat(listener.longAlive).succeedsWithin(PATIENCE);
        socket.abort();
    }

    /** Answers pings, and counts them. */
    private static final class Pinged implements WebSocket.Listener {

        private final AtomicInteger pings = new AtomicInteger();
        private final CompletableFuture<Void> longAlive = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence message, boolean last) {
            socket.request(1);
            if (!message.toString().contains("ping")) {
                return null;
            }
            if (pings.incrementAndGet() == SIGNS) {
                longAlive.complete(null);
            }
            return socket.sendText("{\"type\":\"pong\"}", true);
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            longAlive.completeExceptionally(new IllegalStateException("closed with " + status));
            return null;
        }
    }
}
