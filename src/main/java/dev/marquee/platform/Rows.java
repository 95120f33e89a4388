package dev.marquee.platform;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;

/** Reads columns that the table declares as not null. */
public final class Rows {

    private Rows() {}

    /** A column of any type. */
    public static <T> T get(Readable row, String column, Class<T> type) {
        T value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }

    public static String text(Readable row, String column) {
        return get(row, column, String.class);
    }

    public static UUID uuid(Readable row, String column) {
        return get(row, column, UUID.class);
    }

    public static Instant instant(Readable row, String column) {
        return get(row, column, Instant.class);
    }

    public static int integer(Readable row, String column) {
        return get(row, column, Integer.class);
    }

    public static long number(Readable row, String column) {
        return get(row, column, Long.class);
    }

    public static boolean flag(Readable row, String column) {
        return get(row, column, Boolean.class);
    }
}
