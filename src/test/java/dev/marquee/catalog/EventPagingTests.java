package dev.marquee.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.test.context.TestConstructor;

/** Pages of the public list, over events that are equal in the value that orders them. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventPagingTests {

    private final Finder finder;
    private final EventDesk desk;
    private final String city = "Paging " + UUID.randomUUID();
    private final Map<String, Object> filter = new HashMap<>();

    EventPagingTests(Api api) {
        this.finder = new Finder(api.anonymous());
        this.desk = new EventDesk(api.as(TestTokens.organizer().signed()));
    }

    @BeforeAll
    void publish() {
        for (int i = 0; i < 7; i++) {
            Map<String, Object> input = EventDesk.input("Pageturner");
            input.put("venue", EventDesk.venue(city, 50 + i / 3, 10));
            desk.published(input, 1000);
        }
        filter.put("city", city);
        filter.put("text", "pageturner");
        filter.put("near", Map.of("latitude", 50, "longitude", 10, "radiusKm", 500));
    }

    @ParameterizedTest
    @EnumSource(EventOrder.class)
    void turnsPagesForwardsAndBackwardsOverTies(EventOrder order) {
        List<String> all = finder.ids(filter, order.name());
        assertThat(all).hasSize(7).doesNotHaveDuplicates();
        assertThat(forwards(order)).isEqualTo(all);
        assertThat(backwards(order)).isEqualTo(all);
    }

    @Test
    void countsOnAllPages() {
        finder.page(filter, "START", Map.of("first", 2))
                .path("events.totalCount")
                .entity(Integer.class)
                .isEqualTo(7);
    }

    @Test
    void refusesACursorOfAnotherOrder() {
        String cursor = Finder.cursor(finder.page(filter, "START", Map.of("first", 2)), "endCursor");
        refused("NEWEST", place("after", cursor), "after");
    }

    @Test
    void refusesATamperedCursor() {
        String cursor = String.valueOf(Finder.cursor(finder.page(filter, "START", Map.of("first", 2)), "endCursor"));
        char other = cursor.charAt(20) == 'A' ? 'B' : 'A';
        String tampered = cursor.substring(0, 20) + other + cursor.substring(21);
        refused("START", place("after", tampered), "after");
        refused("START", place("before", "nonsense"), "before");
    }

    @Test
    void refusesPagesThatMakeNoSense() {
        refused("START", Map.of("first", 2, "last", 2), "last");
        refused("START", Map.of("first", 101), "first");
        refused("START", Map.of("first", 0), "first");
    }

    private List<String> forwards(EventOrder order) {
        List<String> found = new ArrayList<>();
        GraphQlTester.Response page = finder.page(filter, order.name(), Map.of("first", 2));
        found.addAll(Finder.ids(page));
        while (Finder.has(page, "hasNextPage")) {
            Map<String, @Nullable Object> place = place("after", Finder.cursor(page, "endCursor"));
            place.put("first", 2);
            page = finder.page(filter, order.name(), place);
            assertThat(Finder.has(page, "hasPreviousPage")).isTrue();
            found.addAll(Finder.ids(page));
        }
        return found;
    }

    private List<String> backwards(EventOrder order) {
        List<String> found = new ArrayList<>();
        GraphQlTester.Response page = finder.page(filter, order.name(), Map.of("last", 3));
        found.addAll(Finder.ids(page));
        while (Finder.has(page, "hasPreviousPage")) {
            Map<String, @Nullable Object> place = place("before", Finder.cursor(page, "startCursor"));
            place.put("last", 3);
            page = finder.page(filter, order.name(), place);
            found.addAll(0, Finder.ids(page));
        }
        assertThat(new HashSet<>(found)).hasSameSizeAs(found);
        return found;
    }

    private static Map<String, @Nullable Object> place(String name, @Nullable String cursor) {
        Map<String, @Nullable Object> place = new HashMap<>();
        place.put(name, cursor);
        return place;
    }

    private void refused(String order, Map<String, ? extends @Nullable Object> place, String field) {
        finder.page(filter, order, place).errors().satisfy(errors -> {
            assertThat(errors).hasSize(1);
            assertThat(errors.getFirst().getExtensions())
                    .containsEntry("code", "BAD_USER_INPUT")
                    .containsEntry("field", field);
        });
    }
}
