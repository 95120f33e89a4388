package dev.marquee.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Which tokens count in the first message of a WebSocket. */
@MarqueeTest
class SocketSignInTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Api api;

    static Stream<Arguments> wrongTokens() {
        return TokenTests.wrongTokens();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongTokens")
    void closesOnWrongTokens(String name, String token) {
        assertThat(firstAnswer(token)).isEqualTo("closed 4403");
    }

    @Test
    void closesOnTokensThatMayNotRead() {
        assertThat(firstAnswer(TestTokens.user().claim("scope", "marquee:write").signed()))
                .isEqualTo("closed 4403");
    }

    @Test
    void acknowledgesRightToken() {
        assertThat(firstAnswer(TestTokens.user().signed())).isEqualTo("{\"type\":\"connection_ack\"}");
    }

    /** The first message of a client that is as near as this one once arrived before the server was ready for it. */
    @Test
    void hearsTheFirstMessageRightAfterAHandshakeWithToken() {
        for (int client = 0; client < 80; client++) {
            String token = TestTokens.user().signed();
            var socket = api.webSocket(token);
            StepVerifier.create(socket.start().then(Mono.defer(socket::stop)))
                    .as("client " + client)
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    private String firstAnswer(String token) {
        var answer = new CompletableFuture<String>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create("ws://127.0.0.1:" + api.port() + "/graphql"), new FirstAnswer(answer))
                .join();
        try {
            socket.sendText(
                            "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer " + token + "\"}}",
                            true)
                    .join();
            return answer.orTimeout(20, TimeUnit.SECONDS).join();
        } finally {
            socket.abort();
        }
    }

    private record FirstAnswer(CompletableFuture<String> answer) implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            answer.complete(data.toString());
            return WebSocket.Listener.super.onText(socket, data, last);
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            answer.complete("closed " + status);
            return null;
        }
    }
}
