package dev.marquee.platform;

import dev.marquee.shared.PersonId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
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
    private record Call(int place, PersonId caller, String key, String fingerprint) {}

    @Override
    public <R> Mono<List<R>> onceEach(List<Use> uses, Function<List<Integer>, Mono<List<R>>> action, Rules<R> rules) {
        return Mono.fromCallable(() -> calls(uses))
                .flatMap(calls -> transactions
                        .execute(transaction -> reserve(calls)
                                .flatMap(fresh -> make(calls, fresh, action, rules)
                                        .doOnNext(outcomes -> {
                                            if (outcomes.remembered() == 0) {
                                                transaction.setRollbackOnly();
                                            }
                                        })))
                        .single()
                        .flatMap(outcomes ->
                                replayed(calls, outcomes.byPlace(), rules, this.<R>anew(uses, action, rules))));
    }

    /** Makes a call alone whose key was in use, and was freed before its call could be replayed. */
    private <R> Function<Call, Mono<R>> anew(
            List<Use> uses, Function<List<Integer>, Mono<List<R>>> action, Rules<R> rules) {
        return call -> onceEach(List.of(uses.get(call.place())), places -> action.apply(List.of(call.place())), rules)
                .map(List::getFirst);
    }

    /** Results of the calls whose keys were new, by their places. */
    private record Outcomes<R>(Map<Integer, R> byPlace, int remembered) {}

    private <R> Mono<Outcomes<R>> make(
            List<Call> calls, Set<Integer> fresh, Function<List<Integer>, Mono<List<R>>> action, Rules<R> rules) {
        List<Integer> places = fresh.stream().sorted().toList();
        return places.isEmpty()
                ? Mono.just(new Outcomes<>(Map.of(), 0))
                : action.apply(places).flatMap(results -> {
                    Map<Integer, R> byPlace = new HashMap<>();
                    Map<Call, String> subjects = new LinkedHashMap<>();
                    List<Call> refused = new ArrayList<>();
                    for (int i = 0; i < places.size(); i++) {
                        Call call = calls.get(places.get(i));
                        R result = results.get(i);
                        byPlace.put(call.place(), result);
                        String subject = rules.subject().apply(result);
                        if (subject == null) {
                            refused.add(call);
                        } else {
                            subjects.put(call, subject);
                        }
                    }
                    return remember(subjects, refused).thenReturn(new Outcomes<>(byPlace, subjects.size()));
                });
    }

    private <R> Mono<List<R>> replayed(
            List<Call> calls, Map<Integer, R> made, Rules<R> rules, Function<Call, Mono<R>> anew) {
        return Flux.fromIterable(calls)
                .concatMap(call -> {
                    R result = made.get(call.place());
                    return result == null
                            ? replay(call, rules).switchIfEmpty(Mono.defer(() -> anew.apply(call)))
                            : Mono.just(result);
                })
                .collectList();
    }

    private <R> Mono<R> replay(Call call, Rules<R> rules) {
        return stored(call)
                .flatMap(stored -> stored.fingerprint().equals(call.fingerprint())
                        ? rules.replay().apply(stored.subject())
                        : Mono.just(rules.conflict()));
    }

    /** Places of the calls whose keys are free; waits for calls with the same keys that are under way. */
    private Mono<Set<Integer>> reserve(List<Call> calls) {
        Instant now = clock.instant();
        return database.sql("""
                        insert into idempotency_key as k (caller, key, fingerprint, subject, created_at)
                        select w.caller, w.key, w.fingerprint, '', :now
                        from unnest(:callers::uuid[], :keys::text[], :fingerprints::text[])
                          as w (caller, key, fingerprint)
                        order by w.caller, w.key
                        on conflict (caller, key) do update
                          set fingerprint = excluded.fingerprint, subject = '', created_at = excluded.created_at
                          where k.created_at < :oldest
                        returning caller, key
                        """)
                .bind("callers", column(calls, call -> call.caller().value(), UUID[]::new))
                .bind("keys", column(calls, Call::key, String[]::new))
                .bind("fingerprints", column(calls, Call::fingerprint, String[]::new))
                .bind("now", now)
                .bind("oldest", now.minus(LIFE))
                .map(row -> Map.entry(new PersonId(Rows.uuid(row, "caller")), Rows.text(row, "key")))
                .all()
                .collect(Collectors.toSet())
                .map(free -> calls.stream()
                        .filter(call -> free.contains(Map.entry(call.caller(), call.key())))
                        .map(Call::place)
                        .collect(Collectors.toSet()));
    }

    private Mono<Void> remember(Map<Call, String> subjects, List<Call> refused) {
        List<Call> made = List.copyOf(subjects.keySet());
        if (made.isEmpty()) {
            return Mono.empty();
        }
        Mono<Void> remembered = database.sql("""
                        update idempotency_key k set subject = w.subject
                        from unnest(:callers::uuid[], :keys::text[], :subjects::text[]) as w (caller, key, subject)
                        where k.caller = w.caller and k.key = w.key
                        """)
                .bind("callers", column(made, call -> call.caller().value(), UUID[]::new))
                .bind("keys", column(made, Call::key, String[]::new))
                .bind("subjects", subjects.values().toArray(String[]::new))
                .then();
        return refused.isEmpty() ? remembered : remembered.then(free(refused));
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
        return database.sql("""
                        delete from idempotency_key k using unnest(:callers::uuid[], :keys::text[]) as w (caller, key)
                        where k.caller = w.caller and k.key = w.key
                        """)
                .bind("callers", column(refused, call -> call.caller().value(), UUID[]::new))
                .bind("keys", column(refused, Call::key, String[]::new))
                .then();
    }

    private Mono<Stored> stored(Call call) {
        return database.sql("select fingerprint, subject from idempotency_key where caller = :caller and key = :key")
                .bind("caller", call.caller().value())
                .bind("key", call.key())
                .map(row -> new Stored(Rows.text(row, "fingerprint"), Rows.text(row, "subject")))
                .one();
    }

    private List<Call> calls(List<Use> uses) throws NoSuchAlgorithmException {
        List<Call> calls = new ArrayList<>();
        for (Use use : uses) {
            calls.add(new Call(calls.size(), use.caller(), use.key(), fingerprint(use.payload())));
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
