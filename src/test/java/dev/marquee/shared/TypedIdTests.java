package dev.marquee.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedIdTests {

    @Test
    void printsAndReadsATypeId() {
        EventId id = EventId.next();

        assertThat(id.toString()).matches("evt_[0-7][0-9a-hjkmnp-tv-z]{25}");
        assertThat(EventId.of(id.toString())).isEqualTo(id);
        assertThat(id.value().version()).isEqualTo(7);
    }

    @Test
    void refusesAnIdOfAnotherKind() {
        String order = OrderId.next().toString();

        assertThatThrownBy(() -> EventId.of(order)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "evt", "evt_", "evt_1", "evt_zzzzzzzzzzzzzzzzzzzzzzzzzz", "EVT_01h455vb4pex5vsknk084sn02q"})
    void refusesWhatIsNoId(String text) {
        assertThatThrownBy(() -> EventId.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
