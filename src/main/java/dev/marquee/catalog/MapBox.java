package dev.marquee.catalog;

import java.util.List;

/** A rectangle of longitudes and latitudes in degrees. */
record MapBox(double west, double south, double east, double north) {

    private static final double EARTH_RADIUS_KM = 6371.0088;
    private static final double MARGIN = 1e-6;

    /** Rectangles that cover a circle: two where it crosses the 180th meridian. */
    static List<MapBox> around(double latitude, double longitude, double radiusKm) {
        double angle = radiusKm / EARTH_RADIUS_KM;
        double south = latitude - Math.toDegrees(angle) - MARGIN;
        double north = latitude + Math.toDegrees(angle) + MARGIN;
        if (south <= -90 || north >= 90) {
            return List.of(new MapBox(-180, Math.max(south, -90), 180, Math.min(north, 90)));
        }
        double reach = Math.toDegrees(Math.asin(Math.sin(angle) / Math.cos(Math.toRadians(latitude)))) + MARGIN;
        return split(longitude - reach, south, longitude + reach, north);
    }

    private static List<MapBox> split(double west, double south, double east, double north) {
        if (west < -180) {
            return List.of(new MapBox(-180, south, east, north), new MapBox(west + 360, south, 180, north));
        }
        if (east > 180) {
            return List.of(new MapBox(west, south, 180, north), new MapBox(-180, south, east - 360, north));
        }
        return List.of(new MapBox(west, south, east, north));
    }
}
