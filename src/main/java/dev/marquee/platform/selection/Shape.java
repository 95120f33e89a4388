package dev.marquee.platform.selection;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be compiled of an object type.
 *
 * @param type its name in the schema
 * @param parts its fields by name; a selection with any other is answered field by field
 * @param <S> what its fields are read from
 */
public record Shape<S>(String type, Map<String, Part<S>> parts) {

    public Shape {
        parts = Map.copyOf(parts);
    }

    /** The same with more fields. */
    public Shape<S> with(Map<String, Part<S>> more) {
        Map<String, Part<S>> all = new HashMap<>(parts);
        all.putAll(more);
        return new Shape<>(type, all);
    }

    @Nullable Part<S> part(String field) {
        return parts.get(field);
    }
}
