package dev.marquee.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that hangs: it takes every connection and never says a word. */
public final class SilentMail implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    private SilentMail(ServerSocket server) {
        this.server = server;
    }

    /** Starts on a free port. */
    public static SilentMail start() {
        try {
            SilentMail mail = new SilentMail(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(mail::accept);
            return mail;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many clients wait for a word, or have given up. */
    public int connections() {
        return connections.size();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                connections.add(server.accept());
            }
        } catch (IOException closed) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
