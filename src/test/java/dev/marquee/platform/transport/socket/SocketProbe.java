package dev.marquee.platform.transport.socket;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that keeps what it hears, and reads on only when it is asked to if it is slow. */
final class SocketProbe implements WebSocket.Listener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PING = "{\"type\":\"ping\"}";

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> answered = sent;
    private final boolean slow;
    private final WebSocket socket;

    private SocketProbe(WebSocket.Builder builder, int port, boolean slow) {
        this.slow = slow;
        this.socket = builder.buildAsync(URI.create("ws://localhost:" + port + "/graphql"), this)
                .join();
    }

    static SocketProbe open(int port) {
        return new SocketProbe(builder().subprotocols("graphql-transport-ws"), port, false);
    }

    static SocketProbe slow(int port) {
        return new SocketProbe(builder().subprotocols("graphql-transport-ws"), port, true);
    }

    static SocketProbe with(int port, WebSocket.Builder builder) {
        return new SocketProbe(builder, port, false);
    }

    /** A socket that a proxy opens for a client. */
    static SocketProbe behalf(int port, String client) {
        return new SocketProbe(
                builder().subprotocols("graphql-transport-ws").header("X-Forwarded-For", client), port, false);
    }

    static WebSocket.Builder builder() {
        return HttpClient.newHttpClient().newWebSocketBuilder();
    }

    /** A socket that is initialised without a token. */
    static SocketProbe initialised(int port) {
        SocketProbe probe = open(port);
        probe.say("{\"type\":\"connection_init\"}");
        probe.expect("{\"type\":\"connection_ack\"}");
        return probe;
    }

    /** Initialises the socket; false when the server closes it instead. */
    boolean isWelcome() {
        sendInTurn("{\"type\":\"connection_init\"}")
                .handle((sent, refused) -> true)
                .join();
        await().atMost(PATIENCE).until(() -> closed.isDone() || !heard.isEmpty());
        return "{\"type\":\"connection_ack\"}".equals(heard.poll());
    }

    void say(String message) {
        sendInTurn(message).join();
    }

    private synchronized CompletableFuture<?> sendInTurn(String message) {
        sent = sent.thenCompose(before -> socket.sendText(message, true));
        return sent;
    }

    void sayBytes(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    void subscribe(String id, String document) {
        say("{\"id\":\"%s\",\"type\":\"subscribe\",\"payload\":{\"query\":\"%s\"}}".formatted(id, document));
    }

    /** The next message that is no sign of life. */
    String hear() {
        try {
            String message = heard.poll(10, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError(
                        "Nothing was heard, closed with " + closed.getNow(0) + ", answered: " + answered.isDone());
            }
            return message;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    void expect(String message) {
        String next = hear();
        if (!next.equals(message)) {
            throw new AssertionError("Expected " + message + " but heard " + next);
        }
    }

    int closeCode() {
        return closed.orTimeout(10, TimeUnit.SECONDS).join();
    }

    void read(long messages) {
        socket.request(messages);
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        webSocket.request(slow ? 1 : Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            keep(text.toString());
            text.setLength(0);
        }
        return null;
    }

    private void keep(String message) {
        if (message.equals(PING)) {
            answered = sendInTurn("{\"type\":\"pong\"}");
        } else {
            heard.add(message);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
