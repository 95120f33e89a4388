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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Requests over kept connections by one thread. In an open loop each has a planned time, from which its latency counts
 * whatever held it up; in a closed loop each connection sends the next as soon as it has an answer.
 */
final class HttpLoad implements AutoCloseable {

    private static final long STEP = 50_000;
    private static final long GRACE = 10_000_000_000L;

    private final int port;
    private final int most;
    private final String expected;
    private final Iterator<byte[]> requests;
    private final Selector selector;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Deque<Long> due = new ArrayDeque<>();
    private Samples samples = new Samples();
    private int open;
    private int sent;

    /** A socket, and the request that it waits for the answer of. */
    private static final class Connection {

        private final SocketChannel channel;
        private final Reply reply = new Reply();
        private boolean waiting;
        private long planned;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /**
     * A load that does not run yet.
     *
     * @param most connections at the same time
     * @param expected what stands in a good answer
     * @param requests whole HTTP requests
     */
    HttpLoad(int port, int most, String expected, Iterator<byte[]> requests) {
        this.port = port;
        this.most = most;
        this.expected = expected;
        this.requests = requests;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many requests were sent so far. */
    int sent() {
        return sent;
    }

    /** Sends as many as are answered, until the time is over or the requests are used up. */
    Samples closedLoop(double seconds) {
        return run(0, seconds, GRACE);
    }

    /** Sends so many a second; whoever finds no free connection waits for one. */
    Samples openLoop(double rate, double seconds) {
        return run((long) (1e9 / rate), seconds, GRACE);
    }

    /** The same, but a request that has not found a free connection after so long, or at the end, is given up. */
    Samples openLoop(double rate, double seconds, long patience) {
        return run((long) (1e9 / rate), seconds, patience);
    }

    private Samples run(long interval, double seconds, long patience) {
        samples = new Samples();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long next = start;
        try {
            while (System.nanoTime() < end && requests.hasNext()) {
                long now = System.nanoTime();
                if (interval == 0) {
                    next = now + 1;
                    while (sendAt(now)) {}
                } else {
                    for (; next <= now; next += interval) {
                        due.add(next);
                    }
                    sendDue(now, patience);
                }
                receive(interval == 0 ? 10_000_000 : next - System.nanoTime());
            }
            samples.lasted((System.nanoTime() - start) / 1e9);
            finish(patience);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return samples;
    }

    /** Waits for what is under way; what still has no answer then never gets one. */
    private void finish(long patience) throws IOException {
        if (patience < GRACE) {
            giveUp(patience);
        }
        long end = System.nanoTime() + GRACE;
        while (idle.size() < open && System.nanoTime() < end) {
            sendDue(System.nanoTime(), patience);
            receive(1_000_000);
        }
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Connection connection && connection.waiting) {
                lost(connection, "no answer");
            }
        }
        giveUp(GRACE);
    }

    private void giveUp(long waited) {
        due.forEach(planned -> samples.add(planned, waited, Samples.Kind.UNSENT, () -> "no free connection"));
        due.clear();
    }

    private void sendDue(long now, long patience) throws IOException {
        while (!due.isEmpty() && requests.hasNext()) {
            if (!sendAt(due.getFirst())) {
                break;
            }
            due.removeFirst();
        }
        while (!due.isEmpty() && now - due.getFirst() > patience) {
            samples.add(due.removeFirst(), patience, Samples.Kind.UNSENT, () -> "no free connection");
        }
    }

    /** False when no connection is free. */
    private boolean sendAt(long planned) throws IOException {
        Connection connection = free();
        if (connection == null || !requests.hasNext()) {
            if (connection != null) {
                idle.add(connection);
            }
            return false;
        }
        connection.planned = planned;
        connection.waiting = true;
        sent++;
        ByteBuffer request = ByteBuffer.wrap(requests.next());
        try {
            while (request.hasRemaining()) {
                connection.channel.write(request);
            }
        } catch (IOException cut) {
            lost(connection, "cut off: " + cut.getMessage());
        }
        return true;
    }

    private @Nullable Connection free() throws IOException {
        Connection connection = idle.pollLast();
        return connection == null && open < most ? open() : connection;
    }

    private Connection open() throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        open++;
        return connection;
    }

    private void receive(long nanos) throws IOException {
        if (nanos > 1_000_000) {
            selector.select(this::read, nanos / 1_000_000);
        } else if (selector.selectNow(this::read) == 0 && nanos > 0) {
            LockSupport.parkNanos(Math.min(STEP, nanos));
        }
    }

    private void read(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (connection.reply.read(connection.channel)) {
                answered(connection);
            }
        } catch (IOException cut) {
            lost(connection, "cut off: " + cut.getMessage());
        }
    }

    private void answered(Connection connection) {
        String body = connection.reply.body();
        samples.add(
                connection.planned,
                System.nanoTime() - connection.planned,
                kind(connection.reply.status(), body),
                () -> connection.reply.head() + body);
        connection.waiting = false;
        connection.reply.clear();
        idle.add(connection);
    }

    private Samples.Kind kind(int status, String body) {
        if (status == 200 && body.contains(expected) && !body.contains("\"errors\"")) {
            return Samples.Kind.GOOD;
        }
        return status == 429 || status == 503 || body.contains("\"UNAVAILABLE\"") || body.contains("\"RATE_LIMITED\"")
                ? Samples.Kind.REFUSED
                : Samples.Kind.BAD;
    }

    private void lost(Connection connection, String why) {
        if (connection.waiting) {
            samples.add(connection.planned, System.nanoTime() - connection.planned, Samples.Kind.BAD, () -> why);
        }
        connection.waiting = false;
        idle.remove(connection);
        open--;
        try {
            connection.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
