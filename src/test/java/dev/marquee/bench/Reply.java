package dev.marquee.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** An HTTP answer as it comes in, one at a time. */
final class Reply {

    private static final int FIRST_SIZE = 4096;
    private static final String LENGTH = "\r\ncontent-length:";
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;
    private int head;
    private int length;

    /** Reads what there is; true once the answer is whole. */
    boolean read(SocketChannel channel) throws IOException {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        int read = channel.read(ByteBuffer.wrap(bytes, size, bytes.length - size));
        if (read < 0) {
            throw new EOFException("closed");
        }
        size += read;
        if (head == 0) {
            readHead();
        }
        return head > 0 && (length >= 0 ? size >= head + length : endsChunked());
    }

    int status() {
        return Integer.parseInt(text(9, 12));
    }

    String head() {
        return text(0, head);
    }

    String body() {
        return text(head, size);
    }

    void clear() {
        size = 0;
        head = 0;
    }

    private void readHead() {
        for (int i = 3; i < size && head == 0; i++) {
            if (bytes[i] == '\n' && bytes[i - 2] == '\n' && bytes[i - 1] == '\r') {
                head = i + 1;
            }
        }
        if (head > 0) {
            String fields = head().toLowerCase(Locale.ROOT);
            int at = fields.indexOf(LENGTH);
            length = at < 0
                    ? -1
                    : Integer.parseInt(fields.substring(at + LENGTH.length(), fields.indexOf('\r', at + 2))
                            .strip());
        }
    }

    private boolean endsChunked() {
        return size - head >= LAST_CHUNK.length
                && Arrays.equals(bytes, size - LAST_CHUNK.length, size, LAST_CHUNK, 0, LAST_CHUNK.length);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
