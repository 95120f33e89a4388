package dev.marquee.platform.transport.socket;

import dev.marquee.platform.transport.StrictJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

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

    /** One answer of an operation; the same payload serves every client. */
    static byte[] next(String id, byte[] payload) {
        return joined(ascii("{\"type\":\"next\",\"id\":"), StrictJson.write(id), ascii(",\"payload\":"), payload, END);
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
