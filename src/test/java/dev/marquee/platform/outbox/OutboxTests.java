package dev.marquee.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.platform.paging.PageRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

class OutboxTests {

    private final PostOffice office = new PostOffice();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void isWokenByTheCommitRatherThanByTheClock() {
        office.startWorker(office.settings(Duration.ofHours(1), 3));
        office.add(new PostOffice.Letter("first", 0));
        await().atMost(PostOffice.PATIENCE).until(() -> office.sent.containsKey("first"));
        office.add(new PostOffice.Letter("second", 0));
        await().atMost(PostOffice.PATIENCE).until(() -> office.sent.containsKey("second"));
    }

    @Test
    void sendsNothingOfATransactionThatIsRolledBack() {
        office.startWorker(office.settings(Duration.ofMillis(50), 3));
        office.outbox
                .add("test.letter", new PostOffice.Letter("never", 0))
                .then(Mono.error(new IllegalStateException("no")))
                .as(office.transactions::transactional)
                .onErrorResume(thrown -> Mono.empty())
                .block(PostOffice.PATIENCE);
        office.add(new PostOffice.Letter("later", 0));

        await().atMost(PostOffice.PATIENCE).until(() -> office.sent.containsKey("later"));
        assertThat(office.sent).doesNotContainKey("never");
    }

    @Test
    void sendsEachOnceWithTwoInstancesDraining() {
        int letters = 300;
        office.addMany(letters);
        office.startWorker(office.settings(Duration.ofMillis(50), 3));
        office.startWorker(office.settings(Duration.ofMillis(50), 3));

        await().atMost(PostOffice.PATIENCE).until(() -> office.sent.size() == letters);
        await().atMost(PostOffice.PATIENCE).until(() -> office.count("DONE") == letters);
        assertThat(office.sent.values()).allMatch(times -> times.get() == 1);
    }

    @Test
    void triesAgainAndBuriesWhatFailsForGoodUntilItIsRevived() {
        office.startWorker(office.settings(Duration.ofMillis(20), 3));
        office.add(new PostOffice.Letter("stubborn", 2));
        office.add(new PostOffice.Letter("hopeless", 4));

        await().atMost(PostOffice.PATIENCE).until(() -> office.sent.containsKey("stubborn"));
        await().atMost(PostOffice.PATIENCE).until(() -> office.count("DEAD") == 1);
        DeadLetter dead = deadLetter();
        assertThat(dead.lastError()).isEqualTo("The post office is closed.");
        assertThat(dead.attempts()).isEqualTo(3);

        office.table.revive(dead.id()).block(PostOffice.PATIENCE);
        await().atMost(PostOffice.PATIENCE).until(() -> office.sent.containsKey("hopeless"));
    }

    @Test
    void goesOnBesideAnEffectThatHangs() {
        office.startWorker(office.settings(Duration.ofHours(1), 3));
        office.add(new PostOffice.Letter(PostOffice.HANGING, 0));
        await().atMost(PostOffice.PATIENCE).until(() -> office.sending.hanging);

        for (int i = 0; i < 10; i++) {
            office.add(new PostOffice.Letter("behind " + i, 0));
        }

        await().atMost(PostOffice.PATIENCE).until(() -> office.sent.size() == 10);
        await().atMost(PostOffice.PATIENCE).until(() -> office.count("WAITING") == 1);
    }

    @Test
    void buriesWhatWaitedADayForAHandlerThatIsGone() {
        DatabaseClient.create(office.connections).sql("""
                        insert into outbox (id, topic, handler, payload, created_at) values
                          (uuidv7(), 'test.old', 'gone', '{}', now() - interval '25 hours'),
                          (uuidv7(), 'test.young', 'gone', '{}', now() - interval '23 hours'),
                          (uuidv7(), 'test.letter', 'post', '{}', now() - interval '25 hours')
                        """).then().block(PostOffice.PATIENCE);

        new OutboxTidying(office.table, office.handlers, office.settings(Duration.ofHours(1), 3))
                .once()
                .block(PostOffice.PATIENCE);

        assertThat(office.count("WAITING")).isEqualTo(2);
        assertThat(office.count("DEAD")).isEqualTo(1);
        assertThat(deadLetter().lastError()).isEqualTo("Nobody carries out test.old as gone.");
    }

    @Test
    void takesUpWhatAnInstanceLeftWhenItDied() {
        office.add(new PostOffice.Letter("orphan", 0));
        OutboxRow taken = office.table.take("post", 1, Duration.ofMillis(300)).blockFirst(PostOffice.PATIENCE);
        assertThat(taken).isNotNull();
        office.startWorker(office.settings(Duration.ofMillis(50), 3));

        await().atMost(PostOffice.PATIENCE).until(() -> office.sent.containsKey("orphan"));
    }

    @Test
    void lateWordOfAnInstanceThatLostItsLeaseChangesNothing() {
        office.add(new PostOffice.Letter("slow", 0));
        OutboxRow first = office.table
                .take("post", 1, Duration.ZERO)
                .single()
                .blockOptional(PostOffice.PATIENCE)
                .orElseThrow();
        OutboxRow second = office.table
                .take("post", 1, Duration.ofMinutes(1))
                .single()
                .blockOptional(PostOffice.PATIENCE)
                .orElseThrow();

        office.table.bury(first, "too late").block(PostOffice.PATIENCE);
        assertThat(office.count("WAITING")).isEqualTo(1);
        office.table.done(second).block(PostOffice.PATIENCE);
        assertThat(office.count("DONE")).isEqualTo(1);
    }

    private DeadLetter deadLetter() {
        return office.table
                .deadLetters(PageRequest.forward(1, null), null, null)
                .map(List::getFirst)
                .blockOptional(PostOffice.PATIENCE)
                .orElseThrow();
    }
}
