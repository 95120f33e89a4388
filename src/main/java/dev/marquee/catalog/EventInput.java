package dev.marquee.catalog;

import dev.marquee.platform.errors.ApiError;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PlanId;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** The inputs of the event mutations, as the schema declares them. */
final class EventInput {

    /** Where in the arguments of a mutation these are. */
    static final String PATH = "input";

    private static final int SHORTEST_TEXT = 3;

    private EventInput() {}

    /** The schema's {@code CreateEventInput}. */
    record Create(
            String title,
            String description,
            String category,
            Venue venue,
            ZoneId timeZone,
            OffsetDateTime startsAt,
            OffsetDateTime endsAt,
            int capacity,
            Currency currency,
            @Nullable URI coverImageUrl,
            @Nullable PlanId planId) {

        NewEvent event() {
            return new NewEvent(
                            title,
                            description,
                            category,
                            venue,
                            timeZone,
                            startsAt,
                            endsAt,
                            capacity,
                            currency,
                            coverImageUrl)
                    .checked(PATH);
        }
    }

    /** The schema's {@code UpdateEventInput}. */
    record Update(
            EventId eventId,
            ArgumentValue<String> title,
            ArgumentValue<String> description,
            ArgumentValue<String> category,
            ArgumentValue<Venue> venue,
            ArgumentValue<ZoneId> timeZone,
            ArgumentValue<OffsetDateTime> startsAt,
            ArgumentValue<OffsetDateTime> endsAt,
            ArgumentValue<Integer> capacity,
            ArgumentValue<Currency> currency,
            ArgumentValue<URI> coverImageUrl) {}

    /** The schema's {@code PublishEventInput}. */
    record Publish(EventId eventId) {}

    /** The schema's {@code UnpublishEventInput}. */
    record Unpublish(EventId eventId) {}

    /** The schema's {@code CancelEventInput}. */
    record Cancel(EventId eventId, String reason) {}

    /** The schema's {@code DeleteEventInput}. */
    record Delete(EventId eventId) {}

    /** What a field that must have a value becomes; fails with {@code BAD_USER_INPUT} when the input says null. */
    static <T> T changed(String field, ArgumentValue<T> change, T now) {
        return change.isOmitted() ? now : change.asOptional().orElseThrow(() -> notNull(field));
    }

    /** A text without the white space around it; fails with {@code BAD_USER_INPUT} when that is too short. */
    static String clean(String field, String text) {
        String clean = text.strip();
        if (clean.codePointCount(0, clean.length()) < SHORTEST_TEXT) {
            throw ApiError.badInput("input." + field, "At least 3 characters are needed.");
        }
        return clean;
    }

    private static ApiError notNull(String field) {
        return ApiError.badInput("input." + field, "This cannot be null; leave it out to keep it.");
    }

    /** A time as the database keeps it, to the microsecond. */
    static Instant instant(OffsetDateTime time) {
        return time.toInstant().truncatedTo(ChronoUnit.MICROS);
    }
}
