package dev.marquee.platform.paging;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Where a row lies in a list that is ordered by time and id, latest first. */
public record ListPlace(Instant at, UUID id) {

    /** Where a page starts; null at the start of the list. */
    public static @Nullable ListPlace of(PageRequest page, Cursors cursors, String list) {
        if (page.cursor() == null) {
            return null;
        }
        List<Object> values = cursors.decode(list, page.cursor(), "after");
        return new ListPlace(
                Instant.EPOCH.plus(((Number) values.get(0)).longValue(), ChronoUnit.MICROS),
                UUID.fromString((String) values.get(1)));
    }

    public String cursor(Cursors cursors, String list) {
        return cursors.encode(list, ChronoUnit.MICROS.between(Instant.EPOCH, at), id.toString());
    }

    /** Binds {@code :afterTime} and {@code :afterId}. */
    public GenericExecuteSpec bind(GenericExecuteSpec statement) {
        return statement.bind("afterTime", at).bind("afterId", id);
    }
}
