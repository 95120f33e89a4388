package dev.marquee.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.ReceivedMail;
import dev.marquee.dev.TestServices;
import dev.marquee.platform.EffectFailed;
import dev.marquee.shared.OutboxId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.core.publisher.Flux;

/** How e-mails share connections to the mail server. */
class MailConnectionsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MailRelay relay = new MailRelay(TestServices.mail().port());
    private final SteppingClock clock = new SteppingClock();
    private final WritingDesk desk = new WritingDesk();
    private final JavaMailSenderImpl server = server();
    private final MailConnections connections = new MailConnections(server, clock);
    private final Mailer mailer =
            new Mailer(server, connections, desk, new NotificationSettings("Marquee <tickets@marquee.test>"), clock);

    @AfterEach
    void close() throws IOException {
        desk.destroy();
        relay.close();
    }

    @Test
    void sendsOneAfterTheOtherOverOneConnection() {
        List<String> people = people(20);

        people.forEach(person -> send(person, "Hello"));

        assertThat(relay.opened()).isEqualTo(1);
        assertThat(people).allSatisfy(person -> assertThat(received(person)).containsExactly("Hello"));
    }

    @Test
    void sendsEachOnceThoughManyAtATime() {
        List<String> people = people(60);

        Flux.fromIterable(people)
                .flatMap(person -> mailer.send(OutboxId.next(), mail(person, "Hello")), 8)
                .blockLast(PATIENCE);

        assertThat(relay.opened()).isBetween(1, 8);
        assertThat(people).allSatisfy(person -> assertThat(received(person)).containsExactly("Hello"));
    }

    @Test
    void failsOnlyTheEmailDuringWhichAConnectionBreaks() {
        List<String> people = people(3);
        send(people.get(0), "first");
        relay.breakAt("Subject: second");

        assertThatThrownBy(() -> send(people.get(1), "second")).isInstanceOf(EffectFailed.class);
        send(people.get(2), "third");

        assertThat(relay.opened()).isEqualTo(2);
        assertThat(people.stream().flatMap(MailConnectionsTests::received)).containsExactly("first", "third");
        relay.breakAt(null);
        send(people.get(1), "second");
        assertThat(received(people.get(1))).containsExactly("second");
    }

    @Test
    void failsOnlyTheEmailThatIsRefused() {
        List<String> people = people(3);
        relay.refuse("RCPT TO:<" + people.get(1) + ">");
        send(people.get(0), "first");

        assertThatThrownBy(() -> send(people.get(1), "second")).isInstanceOf(EffectFailed.class);
        send(people.get(2), "third");

        assertThat(people.stream().flatMap(MailConnectionsTests::received)).containsExactly("first", "third");
    }

    @Test
    void opensAnotherWhenTheServerHasHungUp() {
        List<String> people = people(2);
        send(people.get(0), "first");
        relay.hangUp();

        send(people.get(1), "second");

        assertThat(relay.opened()).isEqualTo(2);
        assertThat(people.stream().flatMap(MailConnectionsTests::received)).containsExactly("first", "second");
    }

    @Test
    void opensAnotherForWhatOneIsNotToCarry() {
        String person = people(1).getFirst();

        IntStream.rangeClosed(1, MailConnections.MOST).forEach(i -> send(person, "Hello"));
        await().atMost(PATIENCE).until(() -> relay.open() == 0);
        send(person, "Hello");

        assertThat(relay.opened()).isEqualTo(2);
        assertThat(received(person)).hasSize(MailConnections.MOST + 1);
    }

    @Test
    void closesWhatHasRestedForAWhile() {
        send(people(1).getFirst(), "Hello");

        connections.once().block(PATIENCE);
        send(people(1).getFirst(), "Hello");
        assertThat(relay.opened()).isEqualTo(1);

        clock.step(MailConnections.REST);
        connections.once().block(PATIENCE);
        await().atMost(PATIENCE).until(() -> relay.open() == 0);
    }

    @Test
    void closesAllWhenTheServerStops() {
        send(people(1).getFirst(), "Hello");

        connections.lastly().block(PATIENCE);

        await().atMost(PATIENCE).until(() -> relay.open() == 0);
    }

    private void send(String to, String subject) {
        mailer.send(OutboxId.next(), mail(to, subject)).block(PATIENCE);
    }

    private static Mail mail(String to, String subject) {
        return new Mail(to, new Mail.Content(subject, "Hello.\n", "<p>Hello.</p>"), List.of());
    }

    private static List<String> people(int number) {
        return Stream.generate(() -> UUID.randomUUID() + "@marquee.test")
                .limit(number)
                .toList();
    }

    private static Stream<String> received(String person) {
        return TestServices.mail().receivedBy(person).stream()
                .map(mail -> ReceivedMail.of(mail).subject());
    }

    private JavaMailSenderImpl server() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(relay.port());
        sender.setUsername("");
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "10000");
        return sender;
    }

    private static final class SteppingClock extends Clock {

        private Instant now = Instant.parse("2026-11-01T10:00:00Z");

        void step(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
