package dev.marquee.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.LocalPostgres;
import dev.marquee.dev.TestServices;
import dev.marquee.platform.EffectFailed;
import dev.marquee.platform.LaneSettings;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.shared.OutboxId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class OutboxTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HANGING = "hanging";

    private final ConnectionFactory connections = connect(TestServices.freshDatabase());
    private final OutboxTable table =
            new OutboxTable(DatabaseClient.create(connections), new LaneSettings(2, 64, 4096));
    private final TransactionalOperator transactions =
            TransactionalOperator.create(new R2dbcTransactionManager(connections));
    private final Map<String, AtomicInteger> sent = new ConcurrentHashMap<>();
    private final List<OutboxWorker> workers = new ArrayList<>();
    private final Sending sending = new Sending();
    private final OutboxHandlers handlers = handlers(sending);
    private final StoredOutbox outbox = new StoredOutbox(table, handlers, new JsonMapper());

    private record Letter(String to, int failures) {}

    /** Fails as often as the letter says, then sends; hangs over one. */
    private final class Sending implements OutboxHandler<Letter> {

        private volatile boolean hanging;
        private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();

        @Override
        public String topic() {
            return "test.letter";
        }

        @Override
        public String name() {
            return "post";
        }

        @Override
        public Class<Letter> payloadType() {
            return Letter.class;
        }

        @Override
        public Mono<Void> handle(OutboxId id, Letter letter) {
            if (letter.to().equals(HANGING)) {
                hanging = true;
                return Mono.never();
            }
            return Mono.fromRunnable(() -> {
                int tried = tries.computeIfAbsent(letter.to(), to -> new AtomicInteger())
                        .incrementAndGet();
                if (tried <= letter.failures()) {
                    throw new EffectFailed("The post office is closed.", null);
                }
                sent.computeIfAbsent(letter.to(), to -> new AtomicInteger()).incrementAndGet();
            });
        }
    }

    private static ConnectionFactory connect(String database) {
        ConnectionFactoryOptions url =
                ConnectionFactoryOptions.parse(TestServices.postgres().r2dbcUrl(database));
        return ConnectionFactories.get(url.mutate()
                .option(ConnectionFactoryOptions.USER, LocalPostgres.ROLE)
                .option(ConnectionFactoryOptions.PASSWORD, LocalPostgres.ROLE)
                .build());
    }

    private static OutboxHandlers handlers(OutboxHandler<?> handler) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("handler", handler));
        return new OutboxHandlers(
                beans.getBeanProvider(org.springframework.core.ResolvableType.forClassWithGenerics(
                        OutboxHandler.class, Letter.class)),
                new JsonMapper());
    }

    private OutboxSettings settings(Duration poll, int maxAttempts) {
        return settings(poll, maxAttempts, Map.of());
    }

    private OutboxSettings settings(Duration poll, int maxAttempts, Map<String, Integer> perSecond) {
        return new OutboxSettings(
                poll,
                4,
                perSecond,
                Duration.ofMinutes(5),
                Duration.ofMinutes(6),
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                maxAttempts,
                Duration.ofDays(1));
    }

    private void startWorker(OutboxSettings settings) {
        OutboxWorker worker = worker(settings);
        worker.start();
        workers.add(worker);
    }

    private OutboxWorker worker(OutboxSettings settings) {
        return new OutboxWorker(table, handlers, new OutboxWakeUp(connections), settings, new SimpleMeterRegistry());
    }

    private void add(Letter letter) {
        outbox.add("test.letter", letter).as(transactions::transactional).block(PATIENCE);
    }

    @AfterEach
    void stopWorkers() {
        workers.forEach(OutboxWorker::stop);
    }

    @Test
    void isWokenByTheCommitRatherThanByTheClock() {
        startWorker(settings(Duration.ofHours(1), 3));
        add(new Letter("first", 0));
        await().atMost(PATIENCE).until(() -> sent.containsKey("first"));
        add(new Letter("second", 0));
        await().atMost(PATIENCE).until(() -> sent.containsKey("second"));
    }

    @Test
    void sendsNothingOfATransactionThatIsRolledBack() {
        startWorker(settings(Duration.ofMillis(50), 3));
        outbox.add("test.letter", new Letter("never", 0))
                .then(Mono.error(new IllegalStateException("no")))
                .as(transactions::transactional)
                .onErrorResume(thrown -> Mono.empty())
                .block(PATIENCE);
        add(new Letter("later", 0));

        await().atMost(PATIENCE).until(() -> sent.containsKey("later"));
        assertThat(sent).doesNotContainKey("never");
    }

    @Test
    void sendsEachOnceWithTwoInstancesDraining() {
        int letters = 300;
        addMany(letters);
        startWorker(settings(Duration.ofMillis(50), 3));
        startWorker(settings(Duration.ofMillis(50), 3));

        await().atMost(PATIENCE).until(() -> sent.size() == letters);
        await().atMost(PATIENCE).until(() -> count("DONE") == letters);
        assertThat(sent.values()).allMatch(times -> times.get() == 1);
    }

    @Test
    void triesAgainAndBuriesWhatFailsForGoodUntilItIsRevived() {
        startWorker(settings(Duration.ofMillis(20), 3));
        add(new Letter("stubborn", 2));
        add(new Letter("hopeless", 4));

        await().atMost(PATIENCE).until(() -> sent.containsKey("stubborn"));
        await().atMost(PATIENCE).until(() -> count("DEAD") == 1);
        DeadLetter dead = deadLetter();
        assertThat(dead.lastError()).isEqualTo("The post office is closed.");
        assertThat(dead.attempts()).isEqualTo(3);

        table.revive(dead.id()).block(PATIENCE);
        await().atMost(PATIENCE).until(() -> sent.containsKey("hopeless"));
    }

    @Test
    void goesOnBesideAnEffectThatHangs() {
        startWorker(settings(Duration.ofHours(1), 3));
        add(new Letter(HANGING, 0));
        await().atMost(PATIENCE).until(() -> sending.hanging);

        for (int i = 0; i < 10; i++) {
            add(new Letter("behind " + i, 0));
        }

        await().atMost(PATIENCE).until(() -> sent.size() == 10);
        await().atMost(PATIENCE).until(() -> count("WAITING") == 1);
    }

    @Test
    void keepsToThePaceOfTheName() {
        addMany(30);
        long begin = System.nanoTime();
        startWorker(settings(Duration.ofHours(1), 3, Map.of("post", 15, "other", 1)));

        await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(() -> sent.size() == 30);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(1_500));
    }

    @Test
    void restsForNobodyWithoutAPace() {
        addMany(60);
        startWorker(settings(Duration.ofHours(1), 3, Map.of("other", 1)));

        await().atMost(PATIENCE).until(() -> sent.size() == 60);
    }

    @Test
    void takesTheNextAfterTheRestBesideEffectsThatHang() {
        add(new Letter(HANGING, 0));
        add(new Letter(HANGING, 0));
        addMany(2);
        startWorker(settings(Duration.ofHours(1), 3, Map.of("post", 2)));

        await().atMost(PATIENCE).until(() -> sent.size() == 2);
        assertThat(count("WAITING")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void tellsHowManyWait() {
        addMany(3);
        table.take("post", 1, Duration.ofMinutes(1))
                .concatMap(row -> table.bury(row, "no"))
                .blockLast(PATIENCE);
        DatabaseClient.create(connections).sql("""
                        insert into outbox (id, topic, handler, payload, state)
                        values (uuidv7(), 'test.old', 'gone', '{}', 'DEAD')
                        """).then().block(PATIENCE);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        new OutboxBacklog(table, handlers, meters).once().block(PATIENCE);

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

    private void addMany(int letters) {
        Flux.range(0, letters)
                .concatMap(index -> outbox.add("test.letter", new Letter("to " + index, 0)))
                .as(transactions::transactional)
                .blockLast(PATIENCE);
    }

    @Test
    void buriesWhatWaitedADayForAHandlerThatIsGone() {
        DatabaseClient.create(connections).sql("""
                        insert into outbox (id, topic, handler, payload, created_at) values
                          (uuidv7(), 'test.old', 'gone', '{}', now() - interval '25 hours'),
                          (uuidv7(), 'test.young', 'gone', '{}', now() - interval '23 hours'),
                          (uuidv7(), 'test.letter', 'post', '{}', now() - interval '25 hours')
                        """).then().block(PATIENCE);

        new OutboxTidying(table, handlers, settings(Duration.ofHours(1), 3))
                .once()
                .block(PATIENCE);

        assertThat(count("WAITING")).isEqualTo(2);
        assertThat(count("DEAD")).isEqualTo(1);
        assertThat(deadLetter().lastError()).isEqualTo("Nobody carries out test.old as gone.");
    }

    @Test
    void takesUpWhatAnInstanceLeftWhenItDied() {
        add(new Letter("orphan", 0));
        OutboxRow taken = table.take("post", 1, Duration.ofMillis(300)).blockFirst(PATIENCE);
        assertThat(taken).isNotNull();
        startWorker(settings(Duration.ofMillis(50), 3));

        await().atMost(PATIENCE).until(() -> sent.containsKey("orphan"));
    }

    @Test
    void lateWordOfAnInstanceThatLostItsLeaseChangesNothing() {
        add(new Letter("slow", 0));
        OutboxRow first = table.take("post", 1, Duration.ZERO)
                .single()
                .blockOptional(PATIENCE)
                .orElseThrow();
        OutboxRow second = table.take("post", 1, Duration.ofMinutes(1))
                .single()
                .blockOptional(PATIENCE)
                .orElseThrow();

        table.bury(first, "too late").block(PATIENCE);
        assertThat(count("WAITING")).isEqualTo(1);
        table.done(second).block(PATIENCE);
        assertThat(count("DONE")).isEqualTo(1);
    }

    private DeadLetter deadLetter() {
        return table.deadLetters(dev.marquee.platform.PageRequest.forward(1, null), null, null)
                .map(List::getFirst)
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private long count(String state) {
        return DatabaseClient.create(connections)
                .sql("select count(*) from outbox where state = :state")
                .bind("state", state)
                .mapValue(Long.class)
                .one()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }
}
