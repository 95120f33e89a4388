package dev.marquee.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** So many WebSockets, each with the same subscription, read by one thread. */
final class Subscribers implements AutoCloseable {

    private static final byte[] PING = "\"type\":\"ping\"".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 4096;
    private static final int OPENING_AT_ONCE = 50;
    private static final long NUDGE = 100_000_000L;
    private static final long PATIENCE = 120_000_000_000L;

    private final Selector selector;
    private final int port;
    private final byte[] subscribe;
    private final byte[] marker;
    private final Ear ear;
    private final AtomicLong watching = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Thread reader;
    private int opened;
    private volatile boolean over;

    /** Hears the revision of each message, and the one that the same subscriber heard before. */
    @FunctionalInterface
    interface Ear {

        void hear(long before, long revision);
    }

    private static final class Socket {

        private final byte[] bytes = new byte[BUFFER];
        private final ByteBuffer in = ByteBuffer.wrap(bytes);
        private boolean upgraded;
        private boolean watching;
        private long revision;
    }

    private Subscribers(int port, Subscription subscription, Ear ear) throws IOException {
        this.selector = Selector.open();
        this.port = port;
        this.ear = ear;
        this.marker = subscription.marker().getBytes(StandardCharsets.US_ASCII);
        this.subscribe = JsonMapper.shared()
                .writeValueAsBytes(Map.of(
                        "type",
                        "subscribe",
                        "id",
                        "1",
                        "payload",
                        Map.of("query", subscription.query(), "variables", subscription.variables())));
        this.reader = Thread.ofPlatform().name("subscribers").unstarted(this::read);
    }

    /**
     * Opens them all and waits until each has its first message.
     *
     * @param ear hears the messages in the reading thread; the first one of a subscriber as if it had heard that before
     * @param change makes something change, for those who send nothing until then
     */
    static Subscribers open(int port, int count, Subscription subscription, Ear ear, Runnable change) {
        try {
            Subscribers subscribers = new Subscribers(port, subscription, ear);
            subscribers.openAll(count, change);
            subscribers.reader.start();
            return subscribers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void openAll(int count, Runnable change) throws IOException {
        long start = System.nanoTime();
        long changed = start;
        while (watching.get() < count) {
            while (opened < count && opened - watching.get() < OPENING_AT_ONCE) {
                open();
            }
            turn();
            if (System.nanoTime() - changed > NUDGE) {
                changed = System.nanoTime();
                change.run();
            }
            if (System.nanoTime() - start > PATIENCE || lost.get() > 0) {
                close();
                throw new IllegalStateException("Only %d of %d subscribers got a message, %d were cut off"
                        .formatted(watching.get(), count, lost.get()));
            }
        }
    }

    /** How many the server has cut off. */
    long lost() {
        return lost.get();
    }

    private void open() throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.write(ByteBuffer.wrap("""
                GET /graphql HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Protocol: graphql-transport-ws\r
                \r
                """.formatted(port).getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Socket());
        opened++;
    }

    private void read() {
        try {
            while (!over) {
                turn();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn() throws IOException {
        selector.select(
                key -> {
                    try {
                        read((SocketChannel) key.channel(), (Socket) key.attachment());
                    } catch (IOException cut) {
                        lost.incrementAndGet();
                        key.cancel();
                    }
                },
                100);
    }

    private void read(SocketChannel channel, Socket socket) throws IOException {
        ByteBuffer in = socket.in;
        if (channel.read(in) < 0) {
            throw new IOException("closed");
        }
        in.flip();
        if (!socket.upgraded) {
            socket.upgraded = skipHead(in);
            if (socket.upgraded) {
                say(channel, "{\"type\":\"connection_init\"}".getBytes(StandardCharsets.US_ASCII));
            }
        }
        while (socket.upgraded && frame(channel, socket, in)) {}
        in.compact();
    }

    private static boolean skipHead(ByteBuffer in) {
        for (int i = in.position(); i + 3 < in.limit(); i++) {
            if (in.get(i) == '\r' && in.get(i + 1) == '\n' && in.get(i + 2) == '\r' && in.get(i + 3) == '\n') {
                in.position(i + 4);
                return true;
            }
        }
        return false;
    }

    /** Takes a whole frame off the buffer, if there is one. */
    private boolean frame(SocketChannel channel, Socket socket, ByteBuffer in) throws IOException {
        if (in.remaining() < 4) {
            return false;
        }
        int start = in.position();
        int length = in.get(start + 1) & 0x7f;
        int head = length == 126 ? 4 : 2;
        if (length == 126) {
            length = in.getShort(start + 2) & 0xffff;
        }
        if (in.remaining() < head + length) {
            return false;
        }
        heard(channel, socket, start + head, start + head + length);
        in.position(start + head + length);
        return true;
    }

    private void heard(SocketChannel channel, Socket socket, int from, int to) throws IOException {
        byte[] bytes = socket.bytes;
        int revision = after(marker, bytes, from, to);
        if (revision > 0) {
            long heard = number(bytes, revision, to);
            ear.hear(socket.watching ? socket.revision : heard, heard);
            socket.revision = heard;
            if (!socket.watching) {
                socket.watching = true;
                watching.incrementAndGet();
            }
        } else if (after(PING, bytes, from, to) > 0) {
            say(channel, "{\"type\":\"pong\"}".getBytes(StandardCharsets.US_ASCII));
        } else if (!socket.watching) {
            say(channel, subscribe);
        }
    }

    private static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    /** Where something found ends, or -1. */
    private static int after(byte[] wanted, byte[] bytes, int from, int to) {
        for (int i = from; i <= to - wanted.length; i++) {
            int j = 0;
            while (j < wanted.length && bytes[i + j] == wanted[j]) {
                j++;
            }
            if (j == wanted.length) {
                return i + j;
            }
        }
        return -1;
    }

    /** Sends a text frame with a mask of zeros. */
    private static void say(SocketChannel channel, byte[] text) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(text.length + 8);
        frame.put((byte) 0x81);
        if (text.length < 126) {
            frame.put((byte) (0x80 | text.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) text.length);
        }
        frame.putInt(0).put(text).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    @Override
    public void close() throws IOException {
        over = true;
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
