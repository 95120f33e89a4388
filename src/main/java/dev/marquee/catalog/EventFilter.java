package dev.marquee.catalog;

import static java.util.Objects.requireNonNull;

import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Map;
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

    /** The filter of an argument, as the schema's scalars read it. */
    static @Nullable EventFilter of(@Nullable Map<String, Object> argument) {
        return argument == null
                ? null
                : new EventFilter(
                        (String) argument.get("text"),
                        (String) argument.get("category"),
                        (String) argument.get("city"),
                        Near.of((Map<?, ?>) argument.get("near")),
                        (OffsetDateTime) argument.get("from"),
                        (OffsetDateTime) argument.get("to"),
                        PriceRange.of((Map<?, ?>) argument.get("price")),
                        (Boolean) argument.get("onlyAvailable"));
    }

    /** A circle on the map. */
    record Near(double latitude, double longitude, int radiusKm) {

        private static @Nullable Near of(@Nullable Map<?, ?> argument) {
            return argument == null
                    ? null
                    : new Near(
                            (double) requireNonNull(argument.get("latitude")),
                            (double) requireNonNull(argument.get("longitude")),
                            (int) requireNonNull(argument.get("radiusKm")));
        }
    }

    /** A range of prices in minor units, both ends inclusive. */
    record PriceRange(
            Currency currency, @Nullable Long min, @Nullable Long max) {

        private static @Nullable PriceRange of(@Nullable Map<?, ?> argument) {
            return argument == null
                    ? null
                    : new PriceRange(
                            (Currency) requireNonNull(argument.get("currency")), (Long) argument.get("min"), (Long)
                                    argument.get("max"));
        }
    }
}
