package dev.marquee.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.catalog.EventFilter.Near;
import dev.marquee.catalog.EventFilter.PriceRange;
import dev.marquee.platform.errors.ApiError;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which searches make sense. */
class EventSearchTests {

    private static final Instant NOW = EventSamples.NOW;

    @Test
    void startsNowAndOrdersByStartUnlessToldOtherwise() {
        EventSearch search = EventSearch.of(null, null, NOW);
        assertThat(search.order()).isEqualTo(EventOrder.START);
        assertThat(search.from()).isEqualTo(NOW);
        assertThat(EventSearch.of(filter("jazz", null, null), null, NOW).order())
                .isEqualTo(EventOrder.RELEVANCE);
        assertThat(EventSearch.of(filter("  ", null, null), null, NOW).order()).isEqualTo(EventOrder.START);
    }

    @Test
    void refusesOrdersThatLackTheirValue() {
        assertThatThrownBy(() -> EventSearch.of(null, EventOrder.RELEVANCE, NOW))
                .isInstanceOf(ApiError.class);
        assertThatThrownBy(() -> EventSearch.of(null, EventOrder.DISTANCE, NOW)).isInstanceOf(ApiError.class);
        EventFilter near = filter(null, new Near(52.5, 13.4, 10), null);
        assertThat(EventSearch.of(near, EventOrder.DISTANCE, NOW).order()).isEqualTo(EventOrder.DISTANCE);
    }

    @Test
    void refusesPricesTheWrongWayRound() {
        PriceRange range = new PriceRange(Currency.getInstance("EUR"), 2L, 1L);
        assertThatThrownBy(() -> EventSearch.of(filter(null, null, range), null, NOW))
                .isInstanceOf(ApiError.class);
    }

    @ParameterizedTest
    @CsvSource({
        "jazz of night, 2",
        "rock -metal, 0",
        "a b, 0",
        "a-ha über, 1",
        "one two three four five six seven eight nine ten, 8"
    })
    void forgivesErrorsInPlainWordsOnly(String text, int words) {
        assertThat(EventSearch.of(filter(text, null, null), null, NOW).words()).hasSize(words);
    }

    private static EventFilter filter(@Nullable String text, @Nullable Near near, @Nullable PriceRange price) {
        return new EventFilter(text, null, null, near, null, null, price, null);
    }
}
