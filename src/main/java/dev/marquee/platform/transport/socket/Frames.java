package dev.marquee.platform.transport.socket;

import dev.marquee.platform.transport.StrictJson;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts messages to a client around payloads that are encoded already. */
final class Frames {

    private static final byte[] END = ascii("}");
    private static final int FINAL_TEXT = 0x81;
    private static final int TWO_BYTES_FOLLOW = 126;
    private static final int EIGHT_BYTES_FOLLOW = 127;
    private static final int LONGEST_HEADER = 10;

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
        byte[] head = headOfNext(id);
        return payload -> {
            byte[] frame = Arrays.copyOf(head, head.length + payload.length + END.length);
            System.arraycopy(payload, 0, frame, head.length, payload.length);
            System.arraycopy(END, 0, frame, head.length + payload.length, END.length);
            return frame;
        };
    }

    /** The same answer as the bytes of a whole WebSocket frame, which go by the encoder of the channel as they are. */
    static ByteBuf whole(String id, byte[] payload, ByteBufAllocator allocator) {
        byte[] head = headOfNext(id);
        int length = head.length + payload.length + END.length;
        ByteBuf frame = allocator.directBuffer(LONGEST_HEADER + length).writeByte(FINAL_TEXT);
        if (length < TWO_BYTES_FOLLOW) {
            frame.writeByte(length);
        } else if (length < 1 << Short.SIZE) {
            frame.writeByte(TWO_BYTES_FOLLOW).writeShort(length);
        } else {
            frame.writeByte(EIGHT_BYTES_FOLLOW).writeLong(length);
        }
        return frame.writeBytes(head).writeBytes(payload).writeBytes(END);
    }

    private static byte[] headOfNext(String id) {
        return joined(ascii("{\"type\":\"next\",\"id\":"), StrictJson.write(id), ascii(",\"payload\":"));
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
