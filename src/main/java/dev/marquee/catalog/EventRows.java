package dev.marquee.catalog;

import dev.marquee.platform.Rows;
import dev.marquee.shared.CategoryId;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;

/** Reads rows of the event table. */
final class EventRows {

    /** The columns of an event under the alias {@code e}. */
    static final String COLUMNS = """
            e.id, e.organizer_id, e.category_id, e.title, e.slug, e.description, e.venue_name, e.street, e.postal_code, \
            e.city, e.country, e.latitude, e.longitude, e.time_zone, e.starts_at, e.ends_at, e.capacity, e.currency, \
            e.cover_image_url, e.status, e.cancellation_reason, e.published_at, e.created_at, e.updated_at, \
            e.removed_at\
            """;

    private EventRows() {}

    static Event event(Readable row) {
        return new Event(
                new EventId(Rows.uuid(row, "id")),
                new PersonId(Rows.uuid(row, "organizer_id")),
                new CategoryId(Rows.uuid(row, "category_id")),
                Rows.text(row, "title"),
                Rows.text(row, "slug"),
                Rows.text(row, "description"),
                venue(row),
                ZoneId.of(Rows.text(row, "time_zone")),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "ends_at"),
                Rows.integer(row, "capacity"),
                Currency.getInstance(Rows.text(row, "currency")),
                row.get("cover_image_url", String.class),
                EventStatus.valueOf(Rows.text(row, "status")),
                row.get("cancellation_reason", String.class),
                row.get("published_at", Instant.class),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                row.get("removed_at", Instant.class));
    }

    static EventId eventId(Readable row) {
        return new EventId(Rows.uuid(row, "event_id"));
    }

    private static Venue venue(Readable row) {
        return new Venue(
                Rows.text(row, "venue_name"),
                Rows.text(row, "street"),
                row.get("postal_code", String.class),
                Rows.text(row, "city"),
                Rows.text(row, "country"),
                Rows.get(row, "latitude", Double.class),
                Rows.get(row, "longitude", Double.class));
    }
}
