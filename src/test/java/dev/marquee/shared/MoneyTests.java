package dev.marquee.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MoneyTests {

    @Property
    void shareNeverExceedsTheWholeAndIsOffByHalfAUnitAtMost(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long amount,
            @ForAll @IntRange(min = 0, max = 10_000) int basisPoints) {
        Money share = Money.of(amount, "EUR").share(basisPoints);

        assertThat(share.amount()).isBetween(0L, amount);
        assertThat(Math.abs(share.amount() * 10_000 - amount * basisPoints)).isLessThanOrEqualTo(5_000);
    }

    @Property
    void plusAndMinusUndoEachOther(
            @ForAll @LongRange(min = -1_000_000_000, max = 1_000_000_000) long first,
            @ForAll @LongRange(min = -1_000_000_000, max = 1_000_000_000) long second) {
        Money one = Money.of(first, "JPY");
        Money other = Money.of(second, "JPY");

        assertThat(one.plus(other).minus(other)).isEqualTo(one);
    }

    @Test
    void refusesToMixCurrencies() {
        Money euros = Money.of(100, "EUR");
        Money dollars = Money.of(100, "USD");

        assertThatThrownBy(() -> euros.plus(dollars)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> euros.minus(dollars)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesToOverflow() {
        Money most = Money.of(Long.MAX_VALUE, "EUR");

        assertThatThrownBy(() -> most.plus(Money.of(1, "EUR"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    }
}
