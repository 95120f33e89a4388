package dev.marquee.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Where an event takes place; its texts have no white space around them.
 *
 * @param country ISO 3166-1 alpha-2
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 */
public record Venue(
        String name,
        String street,
        @Nullable String postalCode,
        String city,
        String country,
        double latitude,
        double longitude) {

    public Venue {
        name = name.strip();
        street = street.strip();
        postalCode = postalCode == null || postalCode.isBlank() ? null : postalCode.strip();
        city = city.strip();
    }
}
