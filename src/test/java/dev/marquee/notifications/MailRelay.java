package dev.marquee.notifications;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands before a mail server, counts the connections, and breaks them in the middle of an e-mail. */
final class MailRelay implements AutoCloseable {

    private final ServerSocket door;
    private final int server;
    private final AtomicInteger opened = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String breaking;
    private volatile @Nullable String refused;

    MailRelay(int server) {
        this.server = server;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    /** How many connections there have been. */
    int opened() {
        return opened.get();
    }

    /** How many connections there are. */
    int open() {
        return open.size();
    }

    /** Breaks the connection on which this line comes; null for none. */
    void breakAt(@Nullable String line) {
        breaking = line;
    }

    /** Answers this line in place of the server, which does not hear of it. */
    void refuse(String line) {
        refused = line;
    }

    /** Ends all connections, as a server does to which nothing is said for long. */
    void hangUp() {
        open.forEach(MailRelay::end);
    }

    @Override
    public void close() throws IOException {
        door.close();
        hangUp();
    }

    private void welcome() {
        try {
            while (true) {
                Socket client = door.accept();
                opened.incrementAndGet();
                open.add(client);
                Thread.ofVirtual().start(() -> relay(client));
            }
        } catch (IOException closed) {
            hangUp();
        }
    }

    private void relay(Socket client) {
        try (client;
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
            Thread.ofVirtual().start(() -> answer(behind, client));
            pass(client, behind.getOutputStream());
        } catch (IOException broken) {
            end(client);
        } finally {
            open.remove(client);
        }
    }

    private void pass(Socket client, OutputStream behind) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        for (String line = lines.readLine(); line != null && !line.equals(breaking); line = lines.readLine()) {
            if (line.equals(refused)) {
                write(client.getOutputStream(), "550 There is nobody of that name.");
            } else {
                write(behind, line);
            }
        }
    }

    private static void write(OutputStream stream, String line) throws IOException {
        stream.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void answer(Socket behind, Socket client) {
        try {
            behind.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException broken) {
            end(client);
        }
    }

    private static void end(Socket client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
