package dev.marquee.platform.personal;

import dev.marquee.platform.Rows;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TypedId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads rows about a person as JSON. A column that is named after a prefix, e.g. {@code "evt:eventId"}, holds an id and
 * becomes the TypeID that the API prints.
 */
@Component
public class PersonalRows {

    private static final TypeReference<Map<String, Object>> ROW = new TypeReference<>() {};

    private final JsonMapper json = new JsonMapper();
    private final DatabaseClient database;

    PersonalRows(DatabaseClient database) {
        this.database = database;
    }

    /** Rows of a select that takes {@code :person}. */
    public Mono<List<Map<String, Object>>> of(PersonId person, String select) {
        return database.sql("select to_jsonb(part)::text as part from (" + select + ") part")
                .bind("person", person.value())
                .map(row -> named(json.readValue(Rows.text(row, "part"), ROW)))
                .all()
                .collectList();
    }

    private static Map<String, Object> named(Map<String, Object> row) {
        Map<String, Object> named = new LinkedHashMap<>();
        row.forEach((name, value) -> {
            int colon = name.indexOf(':');
            if (colon < 0 || value == null) {
                named.put(name.substring(colon + 1), value);
            } else {
                named.put(name.substring(colon + 1), TypedId.format(name.substring(0, colon), UUID.fromString((String)
                        value)));
            }
        });
        return named;
    }
}
