package dev.marquee.platform.database;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/** Rows to be written, which may share a statement with others; see {@link Writes}. */
public final class Write {

    private final Kind kind;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private LongConsumer whenWritten = rows -> {};

    /**
     * What some code writes, as common table expressions of PostgreSQL.
     *
     * @param name the last of the expressions, which returns a row for each row that it writes
     * @param expressions {@code first as (...), name as (insert ... returning 1)}, with parameters {@code :like}, before
     *     which the kind's name is put; names of expressions differ between kinds, and none sees what the others write
     */
    public record Kind(String name, String expressions) {

        private static final Pattern PARAMETER = Pattern.compile("(?<!:):(?=[a-z])");

        public Kind {
            expressions = PARAMETER.matcher(expressions).replaceAll(":" + prefix(name));
        }

        private static String prefix(String name) {
            return name + "_";
        }

        String count() {
            return "(select count(*) from %s) as %s".formatted(name, name);
        }
    }

    public Write(Kind kind) {
        this.kind = kind;
    }

    /** Gives a parameter of the expressions its value. */
    public Write bind(String parameter, Object value) {
        values.put(Kind.prefix(kind.name()) + parameter, value);
        return this;
    }

    /** Gets the number of rows once they are written, before the transaction ends. */
    public Write whenWritten(LongConsumer rows) {
        whenWritten = rows;
        return this;
    }

    Kind kind() {
        return kind;
    }

    Map<String, Object> values() {
        return values;
    }

    void written(long rows) {
        whenWritten.accept(rows);
    }
}
