package dev.marquee.platform.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of messages, which instances of different versions have in common while one replaces the other. */
class BusMessageTests {

    @Test
    void isReadAsItWasWritten() {
        BusMessage changed = new BusMessage("one", 7, List.of("event:evt_1", "availability:evt_1"));

        assertThat(changed.text()).isEqualTo("one 7 event:evt_1\navailability:evt_1");
        assertThat(BusMessage.parse(changed.text())).contains(changed);
    }

    @Test
    void isAHeartbeatWithoutTopics() {
        BusMessage heartbeat = new BusMessage("one", 8, List.of());

        assertThat(heartbeat.text()).isEqualTo("one 8 ");
        assertThat(BusMessage.parse(heartbeat.text())).contains(heartbeat);
    }

    @Test
    void maySpeakOfTopicsWithSpaces() {
        assertThat(BusMessage.parse("one 9 a topic"))
                .hasValueSatisfying(message -> assertThat(message.topics()).isEqualTo(List.of("a topic")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "one 7", "one seven event:evt_1", " 7 event:evt_1", "one 1234567890123456789 "})
    void isNothingInAnotherForm(String text) {
        assertThat(BusMessage.parse(text)).isEmpty();
    }
}
