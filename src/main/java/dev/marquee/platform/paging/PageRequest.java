package dev.marquee.platform.paging;

import dev.marquee.platform.errors.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a connection is asked for.
 *
 * @param size how many rows, 1 to 100
 * @param cursor the row to start after (forward) or to end before (backward); null: from the start or end
 * @param backward whether the page is counted from the end of the list
 */
public record PageRequest(int size, @Nullable String cursor, boolean backward) {

    /** Page size when none is asked for. */
    public static final int DEFAULT_SIZE = 20;

    private static final int MAX_SIZE = 100;

    /** Reads the four Relay arguments; {@link ApiError} {@code BAD_USER_INPUT} when they contradict each other. */
    public static PageRequest of(
            @Nullable Integer first, @Nullable String after, @Nullable Integer last, @Nullable String before) {
        if (first != null && last != null) {
            throw ApiError.badInput("last", "Use either first or last, not both.");
        }
        if (after != null && (last != null || before != null)) {
            throw ApiError.badInput("after", "Use after only with first.");
        }
        if (before != null && first != null) {
            throw ApiError.badInput("before", "Use before only with last.");
        }
        boolean backward = last != null || before != null;
        int size = last != null ? last : first != null ? first : DEFAULT_SIZE;
        if (size < 1 || size > MAX_SIZE) {
            throw ApiError.badInput(last != null ? "last" : "first", "A page has 1 to 100 entries.");
        }
        return new PageRequest(size, backward ? before : after, backward);
    }

    /** Reads {@code first} and {@code after}. */
    public static PageRequest forward(@Nullable Integer first, @Nullable String after) {
        return of(first, after, null, null);
    }
}
