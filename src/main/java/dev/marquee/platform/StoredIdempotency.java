package dev.marquee.platform;

import dev.marquee.shared.PersonId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the keys in the database, in the transaction of the action that they guard. */
@Component
class StoredIdempotency implements Idempotency, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StoredIdempotency.class);
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration TIDY_UP = Duration.ofHours(1);

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();
    private volatile @Nullable Disposable tidying;

    StoredIdempotency(DatabaseClient database, TransactionalOperator transactions, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Use(String fingerprint, String subject) {}

    @Override
    public <R> Mono<R> once(
            PersonId caller,
            String key,
            Object payload,
            Mono<R> action,
            Function<R, @Nullable String> subject,
            Function<String, Mono<R>> replay,
            R conflict) {
        return Mono.fromCallable(() -> fingerprint(payload))
                .flatMap(print -> transactions
                        .execute(transaction -> reserve(caller, key, print)
                                .flatMap(fresh -> fresh
                                        ? action.flatMap(result -> {
                                            String about = subject.apply(result);
                                            if (about == null) {
                                                transaction.setRollbackOnly();
                                                return Mono.just(Mono.just(result));
                                            }
                                            return remember(caller, key, about).thenReturn(Mono.just(result));
                                        })
                                        : use(caller, key)
                                                .map(use -> use.fingerprint().equals(print)
                                                        ? replay.apply(use.subject())
                                                        : Mono.just(conflict))))
                        .single()
                        .flatMap(Function.identity()));
    }

    /** Waits for a call with the same key that is under way; true when the key is free. */
    private Mono<Boolean> reserve(PersonId caller, String key, String fingerprint) {
        Instant now = clock.instant();
        return database.sql("""
                        insert into idempotency_key as k (caller, key, fingerprint, subject, created_at)
                        values (:caller, :key, :fingerprint, '', :now)
                        on conflict (caller, key) do update
                          set fingerprint = excluded.fingerprint, subject = '', created_at = excluded.created_at
                          where k.created_at < :oldest
                        """)
                .bind("caller", caller.value())
                .bind("key", key)
                .bind("fingerprint", fingerprint)
                .bind("now", now)
                .bind("oldest", now.minus(LIFE))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private Mono<Void> remember(PersonId caller, String key, String subject) {
        return database.sql("update idempotency_key set subject = :subject where caller = :caller and key = :key")
                .bind("subject", subject)
                .bind("caller", caller.value())
                .bind("key", key)
                .then();
    }

    private Mono<Use> use(PersonId caller, String key) {
        return database.sql("select fingerprint, subject from idempotency_key where caller = :caller and key = :key")
                .bind("caller", caller.value())
                .bind("key", key)
                .map(row -> new Use(Rows.text(row, "fingerprint"), Rows.text(row, "subject")))
                .one();
    }

    private String fingerprint(Object payload) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(payload));
        return HexFormat.of().formatHex(digest);
    }

    /** Forgets the keys whose life is over. */
    Mono<Long> forget() {
        return database.sql("delete from idempotency_key where created_at < :oldest")
                .bind("oldest", clock.instant().minus(LIFE))
                .fetch()
                .rowsUpdated();
    }

    @Override
    public void start() {
        tidying = Flux.interval(TIDY_UP)
                .onBackpressureDrop()
                .concatMap(tick -> forget().onErrorResume(thrown -> {
                    log.warn("Old idempotency keys cannot be forgotten for now: {}", thrown.toString());
                    return Mono.empty();
                }))
                .subscribe();
    }

    @Override
    public void stop() {
        Disposable current = tidying;
        tidying = null;
        if (current != null) {
            current.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return tidying != null;
    }
}
