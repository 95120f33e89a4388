package dev.marquee.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How servers are asked at the start. */
class InquiryTests {

    @Test
    void asksOnThreadsThatLoadingAClassDoesNotPin() {
        List<Probe> probes = IntStream.range(0, 8)
                .mapToObj(n -> new Probe(
                        "V" + n,
                        "V" + n,
                        List.of(),
                        true,
                        () -> Thread.currentThread().isVirtual()
                                ? Optional.of("is asked on a virtual thread")
                                : Optional.empty()))
                .toList();

        assertThat(new Inquiry(Duration.ofSeconds(30)).begin(probes).get()).isEmpty();
    }
}
