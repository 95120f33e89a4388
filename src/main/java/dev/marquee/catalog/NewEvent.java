package dev.marquee.catalog;

import dev.marquee.platform.errors.ApiError;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What an event is to be.
 *
 * @param category slug
 */
public record NewEvent(
        String title,
        String description,
        String category,
        Venue venue,
        ZoneId timeZone,
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        int capacity,
        Currency currency,
        @Nullable URI coverImageUrl) {

    private static final int SHORTEST_TITLE = 3;

    /**
     * The same with a clean title; {@code BAD_USER_INPUT} when that is too short.
     *
     * @param path where in the input it lies, e.g. {@code input}
     */
    public NewEvent checked(String path) {
        String clean = title.strip();
        if (clean.codePointCount(0, clean.length()) < SHORTEST_TITLE) {
            throw ApiError.badInput(path + ".title", "At least 3 characters are needed.");
        }
        return new NewEvent(
                clean, description, category, venue, timeZone, startsAt, endsAt, capacity, currency, coverImageUrl);
    }
}
