package dev.marquee.platform.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-30T19:30:05+00:00",
                "1969-12-31T23:59:59+00:00",
                "0001-01-01T00:00:00+00:00",
                "2028-02-29T00:00:00.1+00:00",
                "2026-11-30T19:30:05.000001+00:00",
                "2026-11-30T19:30:05.123456+00:00",
                "2026-11-30T19:30:05.12+01:00",
                "2026-11-30T19:30:05-03:30",
                "+12026-11-30T19:30:05+00:00"
            })
    void areReadAsAFormatterReadsThem(String text) {
        assertThat(Moments.read(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }

    @Test
    void haveToBeMoments() {
        assertThatThrownBy(() -> Moments.read("2026-13-30T19:30:05+00:00")).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> Moments.read("infinity")).isInstanceOf(DateTimeException.class);
    }
}
