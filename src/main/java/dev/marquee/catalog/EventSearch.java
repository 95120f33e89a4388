package dev.marquee.catalog;

import dev.marquee.catalog.EventFilter.PriceRange;
import dev.marquee.platform.errors.ApiError;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A search that makes sense.
 *
 * @param from events that end after this moment
 * @param text words to look for; null for none
 */
record EventSearch(
        EventFilter filter,
        EventOrder order,
        Instant from,
        @Nullable String text) {

    private static final int MAX_WORDS = 8;
    private static final Pattern OPERATORS = Pattern.compile("\"|(^|\\s)-");
    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** Checks what belongs together; {@link ApiError} {@code BAD_USER_INPUT} when something is missing. */
    static EventSearch of(@Nullable EventFilter given, @Nullable EventOrder orderBy, Instant now) {
        EventFilter filter = given == null ? EventFilter.NONE : given;
        String text = filter.text() == null || filter.text().isBlank()
                ? null
                : filter.text().strip();
        EventOrder order = orderBy != null ? orderBy : text == null ? EventOrder.START : EventOrder.RELEVANCE;
        if (order == EventOrder.RELEVANCE && text == null) {
            throw ApiError.badInput("orderBy", "RELEVANCE needs a text to search for.");
        }
        if (order == EventOrder.DISTANCE && filter.near() == null) {
            throw ApiError.badInput("orderBy", "DISTANCE needs a point to be near to.");
        }
        checkPrice(filter.price());
        Instant from = filter.from() == null ? now : filter.from().toInstant();
        return new EventSearch(filter, order, from, text);
    }

    /** The words that may be misspelt; none where operators of the search language ask for exact ones. */
    String[] words() {
        if (text == null || OPERATORS.matcher(text).find()) {
            return new String[0];
        }
        return WORDS.splitAsStream(text)
                .filter(word -> word.length() > 2)
                .limit(MAX_WORDS)
                .toArray(String[]::new);
    }

    private static void checkPrice(@Nullable PriceRange price) {
        if (price != null && price.min() != null && price.max() != null && price.min() > price.max()) {
            throw ApiError.badInput("filter.price.max", "The greatest price is less than the least.");
        }
    }
}
