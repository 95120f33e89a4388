package dev.marquee.platform.selection;

import graphql.execution.MergedField;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is selected below a field, while the field is compiled. */
public final class Below {

    private final SelectionCompiler compiler;
    private final MergedField field;
    private final Columns columns;

    Below(SelectionCompiler compiler, MergedField field, Columns columns) {
        this.compiler = compiler;
        this.field = field;
        this.columns = columns;
    }

    /** What is read of the row that the field belongs to. */
    public Columns columns() {
        return columns;
    }

    /** Writes what is selected of an object whose values are read from the same row. */
    public <T> Function<T, Map<String, @Nullable Object>> of(Shape<T> shape) {
        return compiler.object(shape, field, columns);
    }

    /** Writes what is selected of an object whose values are read from a row of its own. */
    public <T> Function<T, Map<String, @Nullable Object>> of(Shape<T> shape, Columns own) {
        return compiler.object(shape, field, own);
    }
}
