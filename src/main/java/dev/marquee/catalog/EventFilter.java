package dev.marquee.catalog;

import java.time.OffsetDateTime;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Which published events to list, as the schema's {@code EventFilter}. */
record EventFilter(
        @Nullable String text,
        @Nullable String category,
        @Nullable String city,
        @Nullable Near near,
        @Nullable OffsetDateTime from,
        @Nullable OffsetDateTime to,
        @Nullable PriceRange price,
        @Nullable Boolean onlyAvailable) {

    static final EventFilter NONE = new EventFilter(null, null, null, null, null, null, null, null);

    /** A circle on the map. */
    record Near(double latitude, double longitude, int radiusKm) {}

    /** A range of prices in minor units, both ends inclusive. */
    record PriceRange(
            Currency currency, @Nullable Long min, @Nullable Long max) {}
}
