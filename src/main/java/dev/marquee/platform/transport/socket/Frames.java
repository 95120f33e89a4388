package dev.marquee.platform.transport.socket;

import dev.marquee.platform.transport.StrictJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts messages to a client around payloads that are encoded already. */
final class Frames {

    private static final byte[] END = ascii("}");

    private Frames() {}

    static byte[] acknowledged() {
        return ascii("{\"type\":\"connection_ack\"}");
    }

    static byte[] ping() {
        return ascii("{\"type\":\"ping\"}");
    }

    static byte[] pong() {
        return ascii("{\"type\":\"pong\"}");
    }

    /** Frames the answers of an operation; the same payload serves every client. */
    static UnaryOperator<byte[]> next(String id) {
        byte[] head = joined(ascii("{\"type\":\"next\",\"id\":"), StrictJson.write(id), ascii(",\"payload\":"));
        return payload -> {
            byte[] frame = Arrays.copyOf(head, head.length + payload.length + END.length);
            System.arraycopy(payload, 0, frame, head.length, payload.length);
            System.arraycopy(END, 0, frame, head.length + payload.length, END.length);
            return frame;
        };
    }

    static byte[] error(String id, List<Map<String, Object>> errors) {
        return joined(
                ascii("{\"type\":\"error\",\"id\":"),
                StrictJson.write(id),
                ascii(",\"payload\":"),
                StrictJson.write(errors),
                END);
    }

    static byte[] complete(String id) {
        return joined(ascii("{\"type\":\"complete\",\"id\":"), StrictJson.write(id), END);
    }

    private static byte[] joined(byte[]... parts) {
        var frame = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            frame.writeBytes(part);
        }
        return frame.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
