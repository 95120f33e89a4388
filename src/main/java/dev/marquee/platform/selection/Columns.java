package dev.marquee.platform.selection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a statement reads of each row, gathered while a selection is compiled: nothing that is not selected, and nothing
 * twice. PostgreSQL writes a row as a JSON array of its values, and rows that belong to it as an array of such arrays.
 */
public final class Columns {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final boolean noted;
    private final Map<String, Slot<?>> slots = new HashMap<>();
    private final Map<String, Listed> lists = new HashMap<>();
    private final List<Supplier<String>> expressions = new ArrayList<>();
    private final List<Slot<?>> places = new ArrayList<>();
    private final Map<String, Supplier<?>> parameters = new HashMap<>();
    private final Set<String> joins = new LinkedHashSet<>();
    private final Map<String, Function<List<Row>, Mono<List<Row>>>> steps = new LinkedHashMap<>();

    /**
     * Columns of a selection.
     *
     * @param noted whether the answer may be remembered, so that it must be told what it rests on
     */
    Columns(boolean noted) {
        this.noted = noted;
    }

    /** Whether it must be told what the answer rests on. */
    public boolean noted() {
        return noted;
    }

    /** Rows that belong to each row, and what is read of them. */
    public record Listed(Slot<List<Row>> rows, Columns columns) {}

    /** Reads a value. */
    @SuppressWarnings("unchecked")
    public <T> Slot<T> add(String sql, Kind<T> kind) {
        return (Slot<T>) slots.computeIfAbsent(sql, added -> place(() -> added, kind));
    }

    /**
     * Reads rows that belong to each row.
     *
     * @param name what they are
     * @param sql makes an expression that is an array of rows, or null for none, of that which is one row
     */
    public Listed list(String name, UnaryOperator<String> sql) {
        Listed known = lists.get(name);
        if (known != null) {
            return known;
        }
        Columns columns = new Columns(noted);
        Listed listed = new Listed(place(() -> sql.apply(columns.json()), columns::rows), columns);
        lists.put(name, listed);
        return listed;
    }

    private <T> Slot<T> place(Supplier<String> sql, Kind<T> kind) {
        Slot<T> slot = new Slot<>(places.size(), kind);
        places.add(slot);
        expressions.add(sql);
        return slot;
    }

    /** Joins a table that some expressions are about, and that has exactly one row for each. */
    public void join(String sql) {
        joins.add(sql);
    }

    /** Binds a name that expressions contain to a value each time that rows are read. */
    public void parameter(String name, Supplier<?> value) {
        parameters.put(name, value);
    }

    /** The values to be bound now. */
    public Map<String, Object> parameters() {
        Map<String, Object> values = new HashMap<>();
        parameters.forEach((name, value) -> values.put(name, value.get()));
        return values;
    }

    /** Does something to the rows between reading and writing, once whoever asks for it. */
    public void before(String name, Function<List<Row>, Mono<List<Row>>> step) {
        steps.putIfAbsent(name, step);
    }

    /** The joins in SQL. */
    public String joins() {
        return String.join(" ", joins);
    }

    /** A row in SQL. */
    public String json() {
        return "json_build_array("
                + String.join(", ", expressions.stream().map(Supplier::get).toList()) + ")";
    }

    /** The rows in an array of them; none for null. */
    public List<Row> read(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return rows(parser);
        }
    }

    /** Does to the rows what has to be done before they are written. */
    public Mono<List<Row>> prepared(List<Row> rows) {
        return Flux.fromIterable(steps.values())
                .reduce(Mono.just(rows), (before, step) -> before.flatMap(step))
                .flatMap(Function.identity());
    }

    private List<Row> rows(JsonParser json) {
        List<Row> rows = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_ARRAY) {
            rows.add(row(json));
        }
        return rows;
    }

    private Row row(JsonParser json) {
        @Nullable Object[] values = new @Nullable Object[places.size()];
        for (int place = 0; place < values.length; place++) {
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                values[place] = places.get(place).kind().read(json);
            }
        }
        json.nextToken();
        return new Row(values);
    }
}
