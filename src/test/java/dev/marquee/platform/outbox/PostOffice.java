package dev.marquee.platform.outbox;

import dev.marquee.dev.LocalPostgres;
import dev.marquee.dev.TestServices;
import dev.marquee.platform.EffectFailed;
import dev.marquee.platform.OutboxHandler;
import dev.marquee.platform.database.WriteSettings;
import dev.marquee.platform.database.Writes;
import dev.marquee.platform.lanes.LaneSettings;
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
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** An outbox on a database of its own whose effects are letters. */
final class PostOffice implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String HANGING = "hanging";

    final ConnectionFactory connections = connect(TestServices.freshDatabase());
    private final DatabaseClient database = DatabaseClient.create(connections);
    final OutboxTable table =
            new OutboxTable(database, new Writes(database, new WriteSettings(true)), new LaneSettings(2, 64, 4096));
    final TransactionalOperator transactions = TransactionalOperator.create(new R2dbcTransactionManager(connections));
    final Map<String, AtomicInteger> sent = new ConcurrentHashMap<>();
    private final List<OutboxWorker> workers = new ArrayList<>();
    final Sending sending = new Sending();
    final OutboxHandlers handlers = handlers(sending);
    final StoredOutbox outbox = new StoredOutbox(table, handlers, new JsonMapper());

    record Letter(String to, int failures) {}

    /** Fails as often as the letter says, then sends; hangs over one. */
    final class Sending implements OutboxHandler<Letter> {

        volatile boolean hanging;
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

    OutboxSettings settings(Duration poll, int maxAttempts) {
        return settings(poll, maxAttempts, Map.of());
    }

    OutboxSettings settings(Duration poll, int maxAttempts, Map<String, Integer> perSecond) {
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

    void startWorker(OutboxSettings settings) {
        OutboxWorker worker = worker(settings);
        worker.start();
        workers.add(worker);
    }

    OutboxWorker worker(OutboxSettings settings) {
        return new OutboxWorker(table, handlers, new OutboxWakeUp(connections), settings, new SimpleMeterRegistry());
    }

    void add(Letter letter) {
        outbox.add("test.letter", letter).as(transactions::transactional).block(PATIENCE);
    }

    void addMany(int letters) {
        Flux.range(0, letters)
                .concatMap(index -> outbox.add("test.letter", new Letter("to " + index, 0)))
                .as(transactions::transactional)
                .blockLast(PATIENCE);
    }

    long count(String state) {
        return DatabaseClient.create(connections)
                .sql("select count(*) from outbox where state = :state")
                .bind("state", state)
                .mapValue(Long.class)
                .one()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    @Override
    public void close() {
        workers.forEach(OutboxWorker::stop);
    }
}
