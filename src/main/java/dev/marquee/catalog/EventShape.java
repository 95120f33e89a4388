package dev.marquee.catalog;

import static dev.marquee.platform.selection.Kind.FLAG;
import static dev.marquee.platform.selection.Kind.INSTANT;
import static dev.marquee.platform.selection.Kind.INTEGER;
import static dev.marquee.platform.selection.Kind.NUMBER;
import static dev.marquee.platform.selection.Kind.TEXT;
import static dev.marquee.platform.selection.Kind.UUID;
import static dev.marquee.platform.selection.Part.column;
import static dev.marquee.platform.selection.Part.object;
import static java.util.Map.entry;

import dev.marquee.identity.People;
import dev.marquee.platform.Basis;
import dev.marquee.platform.selection.Below;
import dev.marquee.platform.selection.Part;
import dev.marquee.platform.selection.Row;
import dev.marquee.platform.selection.Shape;
import dev.marquee.platform.selection.Slot;
import dev.marquee.shared.CategoryId;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What is read of an event with its row: everything that is the same for whoever may see the event. The row is
 * {@code e}, all columns of the table and {@code sold_out}.
 */
@Component
class EventShape {

    /** What each row has, of an event {@code e} and its listing {@code l}. */
    static final String COLUMNS = "e.*, l.sold_out";

    private static final Shape<Row> VENUE = new Shape<>(
            "Venue",
            Map.of(
                    "name", column("e.venue_name", TEXT),
                    "street", column("e.street", TEXT),
                    "postalCode", column("e.postal_code", TEXT),
                    "city", column("e.city", TEXT),
                    "country", column("e.country", TEXT),
                    "latitude", column("e.latitude", NUMBER),
                    "longitude", column("e.longitude", NUMBER)));

    private static final Shape<Row> CATEGORY = new Shape<>(
            "Category",
            Map.of(
                    "id", column("c.id", UUID, CategoryId::new),
                    "slug", column("c.slug", TEXT),
                    "name", column("c.name", TEXT)));

    private static final Shape<Row> ORGANIZER = new Shape<>(
            "Organizer", Map.of("id", column("p.id", UUID, PersonId::new), "name", column("p.display_name", TEXT)));

    private static final Map<String, Part<Row>> OWN = Map.ofEntries(
            entry("id", column("e.id", UUID, EventId::new)),
            entry("title", column("e.title", TEXT)),
            entry("slug", column("e.slug", TEXT)),
            entry("description", column("e.description", TEXT)),
            entry("category", EventShape::category),
            entry("venue", object(VENUE)),
            entry("timeZone", column("e.time_zone", TEXT)),
            entry("startsAt", column("e.starts_at", INSTANT)),
            entry("endsAt", column("e.ends_at", INSTANT)),
            entry("capacity", column("e.capacity", INTEGER)),
            entry("currency", column("e.currency", TEXT)),
            entry("coverImageUrl", column("e.cover_image_url", TEXT)),
            entry("status", column("e.status", TEXT, EventStatus::valueOf)),
            entry("soldOut", column("coalesce(e.sold_out, false)", FLAG)),
            entry("cancellationReason", column("e.cancellation_reason", TEXT)),
            entry("removedAt", column("e.removed_at", INSTANT)),
            entry("organizer", EventShape::organizer),
            entry("publishedAt", column("e.published_at", INSTANT)),
            entry("createdAt", column("e.created_at", INSTANT)),
            entry("updatedAt", column("e.updated_at", INSTANT)));

    private final Shape<Row> shape;

    EventShape(ObjectProvider<EventFields> more) {
        this.shape = more.stream()
                .map(EventFields::parts)
                .reduce(new Shape<>("Event", OWN), Shape::with, (one, other) -> one.with(other.parts()));
    }

    Shape<Row> shape() {
        return shape;
    }

    private static Function<Row, @Nullable Object> category(Below below) {
        below.columns().join("join category c on c.id = e.category_id");
        return below.of(CATEGORY)::apply;
    }

    /** The organizer may change the name. */
    private static Function<Row, @Nullable Object> organizer(Below below) {
        below.columns().join("join person p on p.id = e.organizer_id");
        if (below.columns().noted()) {
            Slot<java.util.UUID> id = below.columns().add("e.organizer_id", UUID);
            below.columns()
                    .before(
                            "organizer",
                            rows -> Basis.note(basis ->
                                            rows.forEach(row -> basis.on(People.topic(new PersonId(row.get(id))))))
                                    .thenReturn(rows));
        }
        return below.of(ORGANIZER)::apply;
    }
}
