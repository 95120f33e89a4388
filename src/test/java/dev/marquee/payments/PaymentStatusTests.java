package dev.marquee.payments;

import static dev.marquee.payments.PaymentStatus.CANCELLED;
import static dev.marquee.payments.PaymentStatus.FAILED;
import static dev.marquee.payments.PaymentStatus.MISMATCHED;
import static dev.marquee.payments.PaymentStatus.OPEN;
import static dev.marquee.payments.PaymentStatus.REFUNDED;
import static dev.marquee.payments.PaymentStatus.REFUNDING;
import static dev.marquee.payments.PaymentStatus.REFUND_FAILED;
import static dev.marquee.payments.PaymentStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentStatusTests {

    private static final Map<PaymentStatus, Set<PaymentStatus>> NEXT = Map.of(
            OPEN, EnumSet.of(FAILED, CANCELLED, SUCCEEDED, REFUNDING, MISMATCHED),
            FAILED, EnumSet.of(FAILED, CANCELLED, SUCCEEDED, REFUNDING, MISMATCHED),
            CANCELLED, EnumSet.of(SUCCEEDED, REFUNDING, MISMATCHED),
            SUCCEEDED, EnumSet.of(REFUNDING),
            REFUNDING, EnumSet.of(REFUNDED, REFUND_FAILED),
            REFUNDED, EnumSet.of(REFUND_FAILED),
            REFUND_FAILED, EnumSet.of(REFUNDING),
            MISMATCHED, EnumSet.noneOf(PaymentStatus.class));

    @ParameterizedTest
    @EnumSource
    void movesForwardsOnly(PaymentStatus status) {
        assertThat(Arrays.stream(PaymentStatus.values()).filter(status::mayBecome))
                .containsExactlyInAnyOrderElementsOf(NEXT.getOrDefault(status, Set.of()));
    }

    @ParameterizedTest
    @EnumSource
    void knowsWhereItComesFrom(PaymentStatus status) {
        assertThat(status.predecessors())
                .containsExactlyInAnyOrder(Arrays.stream(PaymentStatus.values())
                        .filter(earlier -> earlier.mayBecome(status))
                        .map(Enum::name)
                        .toArray(String[]::new));
    }
}
