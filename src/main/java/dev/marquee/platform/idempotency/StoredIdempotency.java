package dev.marquee.platform.idempotency;

import dev.marquee.platform.Rows;
import dev.marquee.platform.schedule.Repeated;
import dev.marquee.shared.PersonId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the keys in the database, in the transaction of the action that they guard. */
@Component
class StoredIdempotency implements Idempotency, Repeated {

    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration TIDY_UP = Duration.ofHours(1);

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();

    StoredIdempotency(DatabaseClient database, TransactionalOperator transactions, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What is stored of a key. */
    private record Stored(String fingerprint, String subject) {}

    /** A use with its place among the calls and its payload's fingerprint. */
    private record Call(int place, PersonId caller, String key, String fingerprint, String subject) {}

    @Override
    public <R> Mono<List<R>> onceEach(List<Use> uses, Function<List<Integer>, Mono<List<R>>> action, Rules<R> rules) {
        return Mono.fromCallable(() -> calls(uses))
                .flatMap(calls -> transactions
                        .execute(
                                transaction -> reserve(calls).flatMap(fresh -> make(fresh, action, rules, transaction)))
                        .single()
                        .flatMap(results -> replayed(calls, results, rules, this.<R>anew(uses, action, rules))));
    }

    /** Makes a call alone whose key was in use, and was freed before its call could be replayed. */
    private <R> Function<Call, Mono<R>> anew(
            List<Use> uses, Function<List<Integer>, Mono<List<R>>> action, Rules<R> rules) {
        return call -> onceEach(List.of(uses.get(call.place())), places -> action.apply(List.of(call.place())), rules)
                .map(List::getFirst);
    }

    /** Makes the calls whose keys were free; their results by their places. */
    private <R> Mono<Map<Integer, R>> make(
            List<Call> fresh,
            Function<List<Integer>, Mono<List<R>>> action,
            Rules<R> rules,
            ReactiveTransaction transaction) {
        if (fresh.isEmpty()) {
            transaction.setRollbackOnly();
            return Mono.just(Map.of());
        }
        return action.apply(fresh.stream().map(Call::place).toList()).flatMap(results -> {
            Map<Integer, R> byPlace = new HashMap<>();
            List<Call> refused = new ArrayList<>();
            for (int i = 0; i < fresh.size(); i++) {
                byPlace.put(fresh.get(i).place(), results.get(i));
                if (!rules.made().test(results.get(i))) {
                    refused.add(fresh.get(i));
                }
            }
            if (refused.size() == fresh.size()) {
                transaction.setRollbackOnly();
                return Mono.just(byPlace);
            }
            return free(refused).thenReturn(byPlace);
        });
    }

    private <R> Mono<List<R>> replayed(
            List<Call> calls, Map<Integer, R> made, Rules<R> rules, Function<Call, Mono<R>> anew) {
        Map<Integer, R> all = new TreeMap<>(made);
        return Flux.fromIterable(calls)
                .filter(call -> !made.containsKey(call.place()))
                .concatMap(call -> replay(call, rules)
                        .switchIfEmpty(Mono.defer(() -> anew.apply(call)))
                        .doOnNext(result -> all.put(call.place(), result)))
                .then(Mono.fromSupplier(() -> List.copyOf(all.values())));
    }

    private <R> Mono<R> replay(Call call, Rules<R> rules) {
        return stored(call)
                .flatMap(stored -> stored.fingerprint().equals(call.fingerprint())
                        ? rules.replay().apply(stored.subject())
                        : Mono.just(rules.conflict()));
    }

    /**
     * The calls whose keys are free, in their order; waits for calls with the same keys that are under way. The statement
     * tells the places of the others, of which there are hardly ever any.
     */
    private Mono<List<Call>> reserve(List<Call> calls) {
        Instant now = clock.instant();
        return database.sql("""
                        with wanted as materialized (
                          select * from unnest(:callers::uuid[], :keys::text[], :fingerprints::text[], :subjects::text[])
                            with ordinality as w (caller, key, fingerprint, subject, place)
                        ), reserved as (
                          insert into idempotency_key as k (caller, key, fingerprint, subject, created_at)
                          select caller, key, decode(fingerprint, 'hex'), subject, :now from wanted order by caller, key
                          on conflict (caller, key) do update
                            set fingerprint = excluded.fingerprint, subject = excluded.subject,
                              created_at = excluded.created_at
                            where k.created_at < :oldest
                          returning caller, key
                        )
                        select place from wanted where (caller, key) not in (select caller, key from reserved)
                        """)
                .bind("callers", column(calls, call -> call.caller().value(), UUID[]::new))
                .bind("keys", column(calls, Call::key, String[]::new))
                .bind("fingerprints", column(calls, Call::fingerprint, String[]::new))
                .bind("subjects", column(calls, Call::subject, String[]::new))
                .bind("now", now)
                .bind("oldest", now.minus(LIFE))
                .map(row -> Rows.number(row, "place"))
                .all()
                .collect(Collectors.toSet())
                .map(inUse -> calls.stream()
                        .filter(call -> !inUse.contains(call.place() + 1L))
                        .toList());
    }

    @Override
    public Mono<Void> free(PersonId caller, String key, String subject) {
        return database.sql("delete from idempotency_key where caller = :caller and key = :key and subject = :subject")
                .bind("caller", caller.value())
                .bind("key", key)
                .bind("subject", subject)
                .then();
    }

    private Mono<Void> free(List<Call> refused) {
        return refused.isEmpty()
                ? Mono.empty()
                : database.sql("""
                                delete from idempotency_key k
                                using unnest(:callers::uuid[], :keys::text[]) as w (caller, key)
                                where k.caller = w.caller and k.key = w.key
                                """)
                        .bind("callers", column(refused, call -> call.caller().value(), UUID[]::new))
                        .bind("keys", column(refused, Call::key, String[]::new))
                        .then();
    }

    private Mono<Stored> stored(Call call) {
        return database.sql("""
                        select encode(fingerprint, 'hex') as fingerprint, subject from idempotency_key
                        where caller = :caller and key = :key
                        """)
                .bind("caller", call.caller().value())
                .bind("key", call.key())
                .map(row -> new Stored(Rows.text(row, "fingerprint"), Rows.text(row, "subject")))
                .one();
    }

    private List<Call> calls(List<Use> uses) throws NoSuchAlgorithmException {
        List<Call> calls = new ArrayList<>();
        for (Use use : uses) {
            calls.add(new Call(calls.size(), use.caller(), use.key(), fingerprint(use.payload()), use.subject()));
        }
        return calls;
    }

    private static <V> V[] column(List<Call> calls, Function<Call, V> value, IntFunction<V[]> array) {
        return calls.stream().map(value).toArray(array);
    }

    private String fingerprint(Object payload) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(payload));
        return HexFormat.of().formatHex(digest);
    }

    @Override
    public Duration pace() {
        return TIDY_UP;
    }

    /** Forgets the keys whose life is over. */
    @Override
    public Mono<Long> once() {
        return database.sql("delete from idempotency_key where created_at < :oldest")
                .bind("oldest", clock.instant().minus(LIFE))
                .fetch()
                .rowsUpdated();
    }
}
