package dev.marquee.platform.database;

import dev.marquee.platform.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sends what different code writes in a transaction as one statement, where each statement would be a way to the database
 * and back while the locks are held: 4.9 instead of 5.7 ms for the transaction of a single order.
 */
@Component
public class Writes {

    private final DatabaseClient database;
    private final WriteSettings settings;
    private final Map<List<Write.Kind>, String> statements = new ConcurrentHashMap<>();

    public Writes(DatabaseClient database, WriteSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** What is still to be sent, one of a kind. */
    private static final class Pending {

        private Map<String, Write> writes = new LinkedHashMap<>();

        private boolean has(Write write) {
            return writes.containsKey(write.kind().name());
        }

        private void add(Write write) {
            writes.put(write.kind().name(), write);
        }

        private List<Write> take() {
            List<Write> taken = List.copyOf(writes.values());
            writes = new LinkedHashMap<>();
            return taken;
        }
    }

    /**
     * Does this work, and sends at its end what it wrote. Whatever reads what was written before must {@link #send} it
     * first.
     *
     * @param work comes to something, or has written nothing
     */
    public <T> Mono<T> together(Mono<T> work) {
        return settings.together()
                ? Mono.defer(() -> {
                    Pending pending = new Pending();
                    return work.delayUntil(done -> send(pending))
                            .contextWrite(context -> context.put(Pending.class, pending));
                })
                : work;
    }

    /** Writes together with others, or at once where that is not asked for; a second one of a kind sends the first. */
    public Mono<Void> add(Write write) {
        return Mono.deferContextual(context -> {
            Pending pending = context.getOrDefault(Pending.class, null);
            if (pending == null) {
                return send(List.of(write));
            }
            Mono<Void> before = pending.has(write) ? send(pending) : Mono.empty();
            return before.then(Mono.fromRunnable(() -> pending.add(write)));
        });
    }

    /** Sends what was written until now. */
    public Mono<Void> send() {
        return Mono.deferContextual(context -> {
            Pending pending = context.getOrDefault(Pending.class, null);
            return pending == null ? Mono.empty() : send(pending);
        });
    }

    private Mono<Void> send(Pending pending) {
        return send(pending.take());
    }

    private Mono<Void> send(List<Write> writes) {
        if (writes.isEmpty()) {
            return Mono.empty();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        writes.forEach(write -> values.putAll(write.values()));
        return database.sql(statements.computeIfAbsent(
                        writes.stream().map(Write::kind).toList(), Writes::statement))
                .bindValues(values)
                .map(rows -> {
                    writes.forEach(write ->
                            write.written(Rows.number(rows, write.kind().name())));
                    return writes;
                })
                .one()
                .then();
    }

    private static String statement(List<Write.Kind> kinds) {
        return kinds.stream().map(Write.Kind::expressions).collect(Collectors.joining(",\n", "with ", "\nselect "))
                + kinds.stream().map(Write.Kind::count).collect(Collectors.joining(", "));
    }
}
