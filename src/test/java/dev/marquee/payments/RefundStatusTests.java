package dev.marquee.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefundStatusTests {

    @ParameterizedTest
    @CsvSource({
        "REQUESTED, PENDING SUCCEEDED FAILED",
        "PENDING, SUCCEEDED FAILED",
        "SUCCEEDED, FAILED",
        "FAILED, RETRIED",
        "RETRIED, ''"
    })
    void movesForwardsOnly(RefundStatus status, String next) {
        assertThat(Arrays.stream(RefundStatus.values()).filter(status::mayBecome))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder(next.isEmpty() ? new String[0] : next.split(" "));
    }

    @ParameterizedTest
    @EnumSource
    void knowsWhereItComesFrom(RefundStatus status) {
        assertThat(status.predecessors())
                .containsExactlyInAnyOrder(Arrays.stream(RefundStatus.values())
                        .filter(earlier -> earlier.mayBecome(status))
                        .map(Enum::name)
                        .toArray(String[]::new));
    }
}
