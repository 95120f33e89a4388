package dev.marquee.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
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

/** Which tokens count in the first message of a WebSocket. */
@MarqueeTest
class SocketSignInTests {

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
    void acknowledgesRightToken() {
        assertThat(firstAnswer(TestTokens.user().signed())).isEqualTo("{\"type\":\"connection_ack\"}");
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
