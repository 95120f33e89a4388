package dev.marquee.catalog;

import dev.marquee.platform.paging.Cursors;
import dev.marquee.platform.paging.PageRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where events lie in lists, as cursors tell it. */
@Component
class EventPlaces {

    /** A place in a list: what {@link EventOrder#key} makes of a row, and the id of its event. */
    record Position(long key, UUID id) {}

    private final Cursors cursors;

    EventPlaces(Cursors cursors) {
        this.cursors = cursors;
    }

    /** Where a page begins; null at the beginning of the list. */
    @Nullable Position of(String list, PageRequest request) {
        if (request.cursor() == null) {
            return null;
        }
        List<Object> values = cursors.decode(list, request.cursor(), request.backward() ? "before" : "after");
        return new Position(((Number) values.get(0)).longValue(), UUID.fromString((String) values.get(1)));
    }

    String cursor(String list, Position place) {
        return cursors.encode(list, place.key(), place.id().toString());
    }
}
