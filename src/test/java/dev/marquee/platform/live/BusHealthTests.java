package dev.marquee.platform.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BusHealthTests {

    private static final String SELF = "self";
    private static final String OTHER = "other";

    private final BusHealth patient = new BusHealth(SELF, Duration.ofHours(1));
    private final BusHealth impatient = new BusHealth(SELF, Duration.ZERO);

    @Test
    void mayHaveMissedSomethingBeforeItHeardItself() {
        assertThat(patient.isUp()).isFalse();
        assertThat(patient.heard(SELF, 1)).isTrue();
        assertThat(patient.heard(SELF, 2)).isFalse();
        assertThat(patient.isUp()).isTrue();
    }

    @Test
    void missesANumberOfAnySender() {
        patient.heard(SELF, 1);
        assertThat(patient.heard(OTHER, 7)).isFalse();
        assertThat(patient.heard(OTHER, 8)).isFalse();
        assertThat(patient.heard(OTHER, 10)).isTrue();
        assertThat(patient.heard(SELF, 2)).isFalse();
        assertThat(patient.heard(SELF, 4)).isTrue();
    }

    @Test
    void missesTheBeginningOfANewcomer() {
        impatient.heard(SELF, 1);
        assertThat(impatient.heard("first message heard", 1)).isFalse();
        assertThat(impatient.heard("first message lost", 2)).isTrue();
    }

    @Test
    void fallsSilentOnceAndComesBack() {
        impatient.heard(SELF, 1);
        assertThat(impatient.fellSilent()).isTrue();
        assertThat(impatient.fellSilent()).isFalse();
        assertThat(impatient.isUp()).isFalse();
        assertThat(impatient.heard(SELF, 2)).isTrue();
        assertThat(patient.fellSilent()).isFalse();
    }
}
