package dev.marquee.notifications;

import dev.marquee.platform.EffectFailed;
import dev.marquee.platform.schedule.Repeated;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Connections to the mail server, each of which carries one e-mail after the other. It is closed once it has rested for a
 * while, has carried as many as servers like to take from one, or did not bring an e-mail through.
 */
@Component
class MailConnections implements Repeated {

    /** E-mails that one connection carries, few enough for servers that limit them. */
    static final int MOST = 20;

    /** The longest rest of a connection; mail servers wait for minutes. */
    static final Duration REST = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(MailConnections.class);

    private final JavaMailSenderImpl server;
    private final Clock clock;
    private final Deque<Connection> resting = new ConcurrentLinkedDeque<>();

    MailConnections(JavaMailSenderImpl server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    private record Connection(Transport transport, int carried, Instant since) {}

    /** Hands an e-mail to the server; {@link EffectFailed} when it did not say that it has taken it. */
    Mono<Void> send(MimeMessage mail) {
        return Mono.fromCallable(() -> carry(mail))
                .subscribeOn(Schedulers.boundedElastic())
                .then()
                .onErrorMap(
                        MessagingException.class,
                        fault -> new EffectFailed("The mail server did not take the e-mail.", fault));
    }

    private boolean carry(MimeMessage mail) throws MessagingException {
        Connection connection = connection();
        boolean taken = false;
        try {
            connection.transport().sendMessage(mail, mail.getAllRecipients());
            taken = true;
        } finally {
            Connection used = new Connection(connection.transport(), connection.carried() + 1, clock.instant());
            if (taken && used.carried() < MOST) {
                resting.push(used);
            } else {
                close(used);
            }
        }
        return taken;
    }

    /** The one used last, if the server still answers on it. */
    private Connection connection() throws MessagingException {
        Connection rested = resting.poll();
        return rested != null && rested.transport().isConnected() ? rested : opened();
    }

    private Connection opened() throws MessagingException {
        Transport transport = server.getSession()
                .getTransport(Objects.requireNonNullElse(server.getProtocol(), JavaMailSenderImpl.DEFAULT_PROTOCOL));
        transport.connect(server.getHost(), server.getPort(), given(server.getUsername()), given(server.getPassword()));
        return new Connection(transport, 0, clock.instant());
    }

    private static @Nullable String given(@Nullable String setting) {
        return StringUtils.hasText(setting) ? setting : null;
    }

    @Override
    public Duration pace() {
        return REST;
    }

    @Override
    public Mono<Void> once() {
        return closeUnusedSince(clock.instant().minus(REST));
    }

    @Override
    public Mono<Void> lastly() {
        return closeUnusedSince(Instant.MAX);
    }

    private Mono<Void> closeUnusedSince(Instant time) {
        return Mono.<Void>fromRunnable(() -> {
                    for (Connection connection : List.copyOf(resting)) {
                        if (!connection.since().isAfter(time) && resting.remove(connection)) {
                            close(connection);
                        }
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static void close(Connection connection) {
        try {
            connection.transport().close();
        } catch (MessagingException broken) {
            log.debug("A connection to the mail server was broken when it was closed", broken);
        }
    }
}
