package dev.marquee.platform.selection;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field that can be read with the statement of its root. What it is of a scalar or an enum is still to be written by
 * the schema; what has fields of its own is written by {@link Below}.
 *
 * @param <S> what the fields of its type are read from
 */
@FunctionalInterface
public interface Part<S> {

    /** Adds what has to be read, and tells how the field's value is made of it. */
    Function<S, @Nullable Object> bind(Below below);

    /** A value of the row as it is. */
    static <T> Part<Row> column(String sql, Kind<T> kind) {
        return below -> {
            Slot<T> slot = below.columns().add(sql, kind);
            return row -> row.find(slot);
        };
    }

    /** What is made of a value of the row; null of null. */
    static <T> Part<Row> column(String sql, Kind<T> kind, Function<T, ?> made) {
        return below -> {
            Slot<T> slot = below.columns().add(sql, kind);
            return row -> {
                T value = row.find(slot);
                return value == null ? null : made.apply(value);
            };
        };
    }

    /** Something that is read already. */
    static <S> Part<S> of(Function<S, @Nullable Object> value) {
        return below -> value;
    }

    /** An object whose fields are read from the same row. */
    static Part<Row> object(Shape<Row> shape) {
        return below -> below.of(shape)::apply;
    }
}
