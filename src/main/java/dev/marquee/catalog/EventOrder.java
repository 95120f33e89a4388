package dev.marquee.catalog;

import dev.marquee.platform.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Order of a list of events: by which value, in which direction, with the id deciding between equals. */
enum EventOrder {
    START("e.starts_at", true, true),
    RELEVANCE("""
            ((ts_rank(e.search, websearch_to_tsquery('simple', plain_text(:text))) \
            + (e.search @@ websearch_to_tsquery('simple', plain_text(:text)))::int \
            + word_similarity(plain_text(:text), e.search_text)) * 1000000)::bigint\
            """, false, false),
    DISTANCE("(distance_km(:latitude, :longitude, e.latitude, e.longitude) * 1000000)::bigint", true, false),
    NEWEST("e.published_at", false, true);

    private final String value;
    private final boolean ascending;
    private final boolean time;

    EventOrder(String value, boolean ascending, boolean time) {
        this.value = value;
        this.ascending = ascending;
        this.time = time;
    }

    /** The value in SQL. */
    String value() {
        return value;
    }

    /** What {@link #key} makes of a row, in SQL. */
    String keyValue() {
        return time ? "(extract(epoch from " + value + ") * 1000000)::bigint" : value;
    }

    /** Direction of reading: that of the list, or against it. */
    boolean ascending(boolean backward) {
        return ascending != backward;
    }

    /** Name of the list in cursors. */
    String list() {
        return "events:" + name();
    }

    /** The value of a row as a whole number. */
    long key(Readable row) {
        return time ? ChronoUnit.MICROS.between(Instant.EPOCH, Rows.instant(row, "sort")) : Rows.number(row, "sort");
    }

    /** What {@link #key} was made of, to be bound to SQL. */
    Object bound(long key) {
        return time ? Instant.EPOCH.plus(key, ChronoUnit.MICROS) : (Object) key;
    }
}
