package dev.marquee.platform.transport.socket;

import dev.marquee.platform.transport.MalformedRequest;
import dev.marquee.platform.transport.StrictJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.WebSocketMessage;

/** What a client says over a WebSocket. */
sealed interface SocketMessage {

    record Init(Map<?, ?> payload) implements SocketMessage {}

    record Ping() implements SocketMessage {}

    record Pong() implements SocketMessage {}

    record Subscribe(String id, @Nullable Object payload) implements SocketMessage {}

    record Complete(String id) implements SocketMessage {}

    /** What is no message of the protocol. */
    record Malformed() implements SocketMessage {}

    static SocketMessage read(WebSocketMessage message) {
        try {
            return switch (message.getType()) {
                case TEXT -> read(StrictJson.read(bytes(message.getPayload())));
                case PING, PONG -> new Pong();
                case BINARY -> new Malformed();
            };
        } catch (MalformedRequest malformed) {
            return new Malformed();
        }
    }

    private static SocketMessage read(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> message) || !(message.get("type") instanceof String type)) {
            throw new MalformedRequest("A message is a JSON object with a type");
        }
        return switch (type) {
            case "connection_init" -> new Init(optionalObject(message.get("payload")));
            case "ping" -> {
                optionalObject(message.get("payload"));
                yield new Ping();
            }
            case "pong" -> {
                optionalObject(message.get("payload"));
                yield new Pong();
            }
            case "subscribe" -> new Subscribe(id(message), message.get("payload"));
            case "complete" -> new Complete(id(message));
            default -> throw new MalformedRequest("The type of the message is unknown");
        };
    }

    private static Map<?, ?> optionalObject(@Nullable Object payload) {
        if (payload == null) {
            return Map.of();
        }
        if (payload instanceof Map<?, ?> object) {
            return object;
        }
        throw new MalformedRequest("The payload of the message must be an object");
    }

    private static String id(Map<?, ?> message) {
        if (message.get("id") instanceof String id && !id.isEmpty()) {
            return id;
        }
        throw new MalformedRequest("The message has no id");
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        return bytes;
    }
}
