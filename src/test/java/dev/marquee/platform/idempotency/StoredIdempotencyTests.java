package dev.marquee.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.LocalPostgres;
import dev.marquee.dev.TestServices;
import dev.marquee.platform.idempotency.Idempotency.Rules;
import dev.marquee.platform.idempotency.Idempotency.Use;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionCallback;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keys that are freed after they were used. */
class StoredIdempotencyTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Rules<String> RULES =
            new Rules<>(result -> !result.isEmpty(), subject -> Mono.just("again " + subject), "");

    private final ConnectionFactory connections = connect(TestServices.freshDatabase());
    private final TransactionalOperator transactions =
            TransactionalOperator.create(new R2dbcTransactionManager(connections));
    private final StoredIdempotency idempotency = idempotency(transactions);
    private final PersonId caller = PersonId.next();

    @Test
    void makesACallAnewOnceItsKeyIsFree() {
        assertThat(make(idempotency, "key-of-one")).containsExactly("made key-of-one");
        idempotency.free(caller, "key-of-one", "another subject").block(PATIENCE);
        assertThat(make(idempotency, "key-of-one")).containsExactly("again made key-of-one");
        idempotency.free(caller, "key-of-one", "made key-of-one").block(PATIENCE);
        assertThat(make(idempotency, "key-of-one")).containsExactly("made key-of-one");
    }

    @Test
    void makesACallAnewWhoseKeyIsFreedBeforeItIsReplayed() {
        make(idempotency, "key-of-one", "key-of-two");
        StoredIdempotency late = idempotency(afterwards(idempotency.free(caller, "key-of-one", "made key-of-one")));

        assertThat(make(late, "key-of-one", "key-of-two", "key-of-three"))
                .containsExactly("made key-of-one", "again made key-of-two", "made key-of-three");
    }

    @Test
    void keepsTheKeysOfWhatWasMadeOnly() {
        assertThat(make(idempotency, List.of("key-of-two"), "key-of-one", "key-of-two"))
                .containsExactly("made key-of-one", "");

        assertThat(make(idempotency, "key-of-one", "key-of-two"))
                .containsExactly("again made key-of-one", "made key-of-two");
    }

    @Test
    void keepsNoKeyWhenAllIsRefused() {
        assertThat(make(idempotency, List.of("key-of-one", "key-of-two"), "key-of-one", "key-of-two"))
                .containsExactly("", "");

        assertThat(make(idempotency, "key-of-one", "key-of-two")).containsExactly("made key-of-one", "made key-of-two");
    }

    private List<String> make(StoredIdempotency how, String... keys) {
        return make(how, List.of(), keys);
    }

    private List<String> make(StoredIdempotency how, List<String> refused, String... keys) {
        return how.onceEach(
                        Stream.of(keys)
                                .map(key -> new Use(caller, key, key, "made " + key))
                                .toList(),
                        places -> Mono.just(places.stream()
                                .map(place -> refused.contains(keys[place]) ? "" : "made " + keys[place])
                                .toList()),
                        RULES)
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    /** Transactions the first of which is followed by something. */
    private TransactionalOperator afterwards(Mono<Void> then) {
        AtomicBoolean first = new AtomicBoolean(true);
        return new TransactionalOperator() {
            @Override
            public <T> Flux<T> execute(TransactionCallback<T> action) {
                return transactions
                        .execute(action)
                        .concatWith(first.getAndSet(false) ? then.then(Mono.empty()) : Mono.empty());
            }
        };
    }

    private StoredIdempotency idempotency(TransactionalOperator operator) {
        return new StoredIdempotency(DatabaseClient.create(connections), operator, Clock.systemUTC());
    }

    private static ConnectionFactory connect(String database) {
        ConnectionFactoryOptions url =
                ConnectionFactoryOptions.parse(TestServices.postgres().r2dbcUrl(database));
        return ConnectionFactories.get(url.mutate()
                .option(ConnectionFactoryOptions.USER, LocalPostgres.ROLE)
                .option(ConnectionFactoryOptions.PASSWORD, LocalPostgres.ROLE)
                .build());
    }
}
