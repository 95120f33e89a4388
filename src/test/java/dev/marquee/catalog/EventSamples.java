package dev.marquee.catalog;

import dev.marquee.shared.CategoryId;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** Events and inputs for tests of the rules. */
final class EventSamples {

    static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    static final CategoryId MUSIC = CategoryId.next();
    static final Venue VENUE = new Venue("Hall", "Main Street 1", null, "Berlin", "DE", 52.5, 13.4);
    static final EventStock.Summary EMPTY = new EventStock.Summary(0, 0, 0, 0);
    static final EventStock.Summary ON_SALE = new EventStock.Summary(2, 1, 50, 5);

    private EventSamples() {}

    /** A draft that starts in an hour. */
    static Event draft() {
        return event(EventStatus.DRAFT, null, NOW.plusSeconds(3600), NOW.plusSeconds(7200));
    }

    static Event published() {
        return event(EventStatus.PUBLISHED, NOW.minusSeconds(60), NOW.plusSeconds(3600), NOW.plusSeconds(7200));
    }

    static Event cancelled() {
        return event(EventStatus.CANCELLED, NOW.minusSeconds(60), NOW.plusSeconds(3600), NOW.plusSeconds(7200));
    }

    static Event event(EventStatus status, @Nullable Instant publishedAt, Instant startsAt, Instant endsAt) {
        return new Event(
                EventId.next(),
                PersonId.next(),
                MUSIC,
                "Night of Jazz",
                "night-of-jazz",
                "Text",
                VENUE,
                ZoneId.of("Europe/Berlin"),
                startsAt,
                endsAt,
                100,
                Currency.getInstance("EUR"),
                "https://example.org/cover.jpg",
                status,
                status == EventStatus.CANCELLED ? "Rain" : null,
                publishedAt,
                NOW.minusSeconds(600),
                NOW.minusSeconds(600),
                null);
    }

    static EventInput.Create newInput(Instant startsAt, Instant endsAt) {
        return new EventInput.Create(
                "  Night of Jazz ",
                "Text",
                "music",
                VENUE,
                ZoneId.of("Europe/Berlin"),
                at(startsAt),
                at(endsAt),
                100,
                Currency.getInstance("EUR"),
                null,
                null);
    }

    static EventInput.Update times(@Nullable Instant startsAt, @Nullable Instant endsAt) {
        return changeOf(null, startsAt, endsAt, null, ArgumentValue.omitted());
    }

    static EventInput.Update changeOf(
            @Nullable String title,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String currency,
            ArgumentValue<URI> cover) {
        return new EventInput.Update(
                EventId.next(),
                given(title),
                ArgumentValue.omitted(),
                ArgumentValue.omitted(),
                ArgumentValue.omitted(),
                ArgumentValue.omitted(),
                given(startsAt == null ? null : at(startsAt)),
                given(endsAt == null ? null : at(endsAt)),
                ArgumentValue.omitted(),
                given(currency == null ? null : Currency.getInstance(currency)),
                cover);
    }

    private static <T> ArgumentValue<T> given(@Nullable T value) {
        return value == null ? ArgumentValue.omitted() : ArgumentValue.ofNullable(value);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
