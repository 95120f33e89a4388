package dev.marquee.dev;

import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An SMTP server in this JVM that accepts every mail and keeps it. */
public final class LocalMail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalMail.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss.SSS");

    private final GreenMail server;

    private LocalMail(GreenMail server) {
        this.server = server;
    }

    /** Starts a server on a free port. */
    public static LocalMail start() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return new LocalMail(server);
    }

    /** Starts a server that also writes every mail into {@code directory} as an .eml file. */
    static LocalMail keeping(Path directory) {
        Directories.create(directory);
        LocalMail mail = start();
        UserManager users = mail.server.getUserManager();
        MessageDeliveryHandler usual = users.getMessageDeliveryHandler();
        users.setMessageDeliveryHandler((message, address) -> {
            write(message.getMessage(), directory, address.getEmail());
            return usual.handle(message, address);
        });
        return mail;
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** All mails received so far, oldest first. */
    public List<MimeMessage> received() {
        return List.of(server.getReceivedMessages());
    }

    /** The mails received so far for one address, oldest first. */
    public List<MimeMessage> receivedBy(String address) {
        return received().stream().filter(mail -> isFor(address, mail)).toList();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void write(MimeMessage mail, Path directory, String recipient) throws MessagingException {
        String name = TIME.format(LocalDateTime.now(ZoneId.systemDefault())) + "-" + recipient + ".eml";
        Path file = directory.resolve(name.replaceAll("[^A-Za-z0-9.@_-]", "_"));
        try (OutputStream out = Files.newOutputStream(file)) {
            mail.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LOG.info("Mail to {}: \"{}\" in {}", recipient, mail.getSubject(), file);
    }

    private static boolean isFor(String address, MimeMessage mail) {
        try {
            return Arrays.stream(mail.getAllRecipients())
                    .anyMatch(to ->
                            to instanceof InternetAddress internet && address.equalsIgnoreCase(internet.getAddress()));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
