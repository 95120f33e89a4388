package dev.marquee.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Rectangles that cover circles on the globe. */
class MapBoxTests {

    private static final double EARTH_RADIUS_KM = 6371.0088;

    @Test
    void splitsAtTheDateLine() {
        assertThat(MapBox.around(-17.8, 179.9, 100)).hasSize(2);
        assertThat(MapBox.around(-17.8, -179.9, 100)).hasSize(2);
        assertThat(MapBox.around(52.5, 13.4, 100)).hasSize(1);
    }

    @Test
    void takesEveryLongitudeAtThePole() {
        assertThat(MapBox.around(89.9, 10, 50)).singleElement().satisfies(box -> {
            assertThat(box.west()).isEqualTo(-180);
            assertThat(box.east()).isEqualTo(180);
        });
    }

    @Property
    void holdsEveryPointOfTheCircle(
            @ForAll @DoubleRange(min = -90, max = 90) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude,
            @ForAll @IntRange(min = 1, max = 500) int radius,
            @ForAll @DoubleRange(min = 0, max = 360) double bearing) {
        double angle = radius / EARTH_RADIUS_KM;
        double phi = Math.toRadians(latitude);
        double theta = Math.toRadians(bearing);
        double phi2 = Math.asin(Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(theta));
        double shift = Math.atan2(
                Math.sin(theta) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * Math.sin(phi2));
        double east = longitude + Math.toDegrees(shift);
        double wrapped = east > 180 ? east - 360 : east < -180 ? east + 360 : east;
        List<MapBox> boxes = MapBox.around(latitude, longitude, radius);
        assertThat(boxes).anyMatch(box -> holds(box, Math.toDegrees(phi2), wrapped));
    }

    private static boolean holds(MapBox box, double latitude, double longitude) {
        return latitude >= box.south() && latitude <= box.north() && longitude >= box.west() && longitude <= box.east();
    }
}
