package dev.marquee.platform.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as changed. */
class ChangesTests {

    @Test
    void countsWhatItHasNoRoomForAsChanged() {
        Changes changes = new Changes();
        changes.note("first");
        long moment = System.nanoTime();
        assertThat(changes.since(moment, List.of("first"))).isFalse();
        for (int i = 0; i < 100_001; i++) {
            changes.note("topic " + i);
        }
        assertThat(changes.since(moment, List.of("first"))).isTrue();
        assertThat(changes.since(System.nanoTime(), List.of("first"))).isFalse();
    }
}
