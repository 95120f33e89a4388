package dev.marquee.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An SMTP server that accepts every mail and forgets it at once, since a run sends hundreds of thousands. */
final class MailSink implements AutoCloseable {

    private final ServerSocket listener;

    private MailSink(ServerSocket listener) {
        this.listener = listener;
    }

    /** Starts a server on a free port. */
    static MailSink start() {
        try {
            MailSink sink = new MailSink(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(sink::accept);
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = client.getOutputStream();
            say(out, "220 sink");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.regionMatches(true, 0, "DATA", 0, 4)) {
                    say(out, "354 go on");
                    skipMail(in);
                }
                say(out, "250 ok");
            }
        } catch (IOException gone) {
            // The client has closed the connection, as it may at any time.
        }
    }

    private static void skipMail(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null && !line.equals("."); ) {
            line = in.readLine();
        }
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
