package dev.marquee.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** How fast effects are carried out, and how many wait meanwhile. */
class OutboxPaceTests {

    private final PostOffice office = new PostOffice();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void keepsToThePaceOfTheName() {
        office.addMany(30);
        long begin = System.nanoTime();
        office.startWorker(office.settings(Duration.ofHours(1), 3, Map.of("post", 15, "other", 1)));

        await().pollInterval(Duration.ofMillis(10)).atMost(PostOffice.PATIENCE).until(() -> office.sent.size() == 30);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(1_500));
    }

    @Test
    void restsForNobodyWithoutAPace() {
        office.addMany(60);
        office.startWorker(office.settings(Duration.ofHours(1), 3, Map.of("other", 1)));

        await().atMost(PostOffice.PATIENCE).until(() -> office.sent.size() == 60);
    }

    @Test
    void takesTheNextAfterTheRestBesideEffectsThatHang() {
        office.add(new PostOffice.Letter(PostOffice.HANGING, 0));
        office.add(new PostOffice.Letter(PostOffice.HANGING, 0));
        office.addMany(2);
        office.startWorker(office.settings(Duration.ofHours(1), 3, Map.of("post", 2)));

        await().atMost(PostOffice.PATIENCE).until(() -> office.sent.size() == 2);
        assertThat(office.count("WAITING")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void tellsHowManyWait() {
        office.addMany(3);
        office.table
                .take("post", 1, Duration.ofMinutes(1))
                .concatMap(row -> office.table.bury(row, "no"))
                .blockLast(PostOffice.PATIENCE);
        DatabaseClient.create(office.connections).sql("""
                        insert into outbox (id, topic, handler, payload, state)
                        values (uuidv7(), 'test.old', 'gone', '{}', 'DEAD')
                        """).then().block(PostOffice.PATIENCE);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        new OutboxBacklog(office.table, office.handlers, meters).once().block(PostOffice.PATIENCE);

        assertThat(backlog(meters, "post", "waiting")).isEqualTo(2);
        assertThat(backlog(meters, "post", "dead")).isEqualTo(1);
        assertThat(backlog(meters, "gone", "waiting")).isZero();
        assertThat(backlog(meters, "gone", "dead")).isEqualTo(1);
    }

    private static double backlog(SimpleMeterRegistry meters, String handler, String state) {
        return meters.get("marquee.outbox.backlog")
                .tags("handler", handler, "state", state)
                .gauge()
                .value();
    }
}
