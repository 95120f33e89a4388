package dev.marquee.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestConstructor;

/** Finding events by each condition of the public list. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventDiscoveryTests {

    private final Finder finder;
    private final EventDesk desk;
    private final String city = "Zürich " + UUID.randomUUID();
    private String symphony = "";
    private String comedy = "";

    EventDiscoveryTests(Api api) {
        this.finder = new Finder(api.anonymous());
        this.desk = new EventDesk(api.as(TestTokens.organizer().signed()));
    }

    @BeforeAll
    void publish() {
        OffsetDateTime start = OffsetDateTime.now(ZoneOffset.UTC).plusDays(90).withNano(0);
        Map<String, Object> first = EventDesk.input("Grand Symphony Evening");
        first.put("venue", EventDesk.venue(city, -17.7, 179.9));
        first.put("description", "With a harpsichord from Cremona");
        symphony = desk.published(first, 4000);
        Map<String, Object> second = EventDesk.input("Stand-up Marathon");
        second.put("venue", EventDesk.venue(city, -17.7, -179.8));
        second.put("category", "comedy");
        second.put("startsAt", start.toString());
        second.put("endsAt", start.plusDays(1).toString());
        comedy = desk.published(second, 1500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "symphony",
                "SYMPHONY evening",
                "symphnoy",
                "simphony",
                "sympony evning",
                "symph",
                "harpsichord",
                "\"grand symphony\"",
                "symphony -marathon",
                "zurich symphony"
            })
    void findsTextWithTypingErrors(String text) {
        assertThat(finder.ids(in(Map.of("text", text)), "RELEVANCE")).containsExactly(symphony);
    }

    @ParameterizedTest
    @ValueSource(strings = {"volleyball", "symphony -evening", "\"symphony grand\"", "!!!", "' or 1=1 --", "x:* & y"})
    void findsNothingWhereNothingFits(String text) {
        assertThat(finder.ids(in(Map.of("text", text)), "RELEVANCE")).isEmpty();
    }

    @Test
    void putsTheBetterMatchFirst() {
        String word = "quixotic" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> aside = EventDesk.input("Something else entirely");
        aside.put("description", "Not at all about " + word);
        String mentioned = desk.published(aside, 1000);
        String titled = desk.published("All about " + word);
        assertThat(finder.ids(Map.of("text", word), "RELEVANCE")).startsWith(titled, mentioned);
    }

    @Test
    void filtersByCategoryAndCity() {
        assertThat(finder.ids(in(Map.of()), "START")).containsExactly(symphony, comedy);
        assertThat(finder.ids(in(Map.of("category", "comedy")), "START")).containsExactly(comedy);
        assertThat(finder.ids(in(Map.of("category", "nonsense")), "START")).isEmpty();
        String plain = city.replace("ü", "u").toUpperCase(Locale.ROOT);
        assertThat(finder.ids(Map.of("city", plain), "START")).containsExactly(symphony, comedy);
    }

    @Test
    void ordersByNewest() {
        assertThat(finder.ids(in(Map.of()), "NEWEST")).containsExactly(comedy, symphony);
    }

    @Test
    void filtersAndOrdersByDistanceAcrossTheDateLine() {
        Map<String, Object> west = Map.of("near", Map.of("latitude", -17.7, "longitude", -179.9, "radiusKm", 100));
        assertThat(finder.ids(in(west), "DISTANCE")).containsExactly(comedy, symphony);
        Map<String, Object> close = Map.of("near", Map.of("latitude", -17.7, "longitude", 179.9, "radiusKm", 5));
        assertThat(finder.ids(in(close), "DISTANCE")).containsExactly(symphony);
    }

    @Test
    void filtersByTime() {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        assertThat(finder.ids(in(Map.of("to", now.plusDays(60).toString())), "START"))
                .containsExactly(symphony);
        assertThat(finder.ids(in(Map.of("from", now.plusDays(60).toString())), "START"))
                .containsExactly(comedy);
        String duringComedy = now.plusDays(90).plusHours(12).toString();
        assertThat(finder.ids(in(Map.of("from", duringComedy)), "START")).containsExactly(comedy);
    }

    @ParameterizedTest
    @CsvSource({"EUR, 0, 9999, 2", "EUR, 2000, 9999, 1", "EUR, 0, 1499, 0", "EUR, 1500, 1500, 1", "USD, 0, 9999, 0"})
    void filtersByPrice(String currency, int min, int max, int expected) {
        Map<String, Object> price = Map.of("currency", currency, "min", min, "max", max);
        assertThat(finder.ids(in(Map.of("price", price)), "START")).hasSize(expected);
    }

    @Test
    void showsOnlyWhatIsPublished() {
        String other = "Elsewhere " + UUID.randomUUID();
        Map<String, Object> input = EventDesk.input("Here and gone");
        input.put("venue", EventDesk.venue(other, 1, 1));
        String id = desk.published(input, 1000);
        assertThat(finder.ids(Map.of("city", other, "onlyAvailable", true), "START"))
                .containsExactly(id);
        desk.succeed("update", Map.of("eventId", id, "title", "Changed at once"));
        finder.page(Map.of("city", other), "START", Map.of())
                .path("events.nodes[0].title")
                .entity(String.class)
                .isEqualTo("Changed at once");
        desk.succeed("unpublish", Map.of("eventId", id));
        assertThat(finder.ids(Map.of("city", other), "START")).isEmpty();
        desk.succeed("publish", Map.of("eventId", id));
        desk.succeed("cancel", Map.of("eventId", id, "reason", "Rain"));
        assertThat(finder.ids(Map.of("city", other), "START")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DISTANCE", "RELEVANCE"})
    void refusesAnOrderThatLacksItsValue(String order) {
        finder.page(in(Map.of()), order, Map.of())
                .errors()
                .satisfy(errors -> assertThat(errors.getFirst().getExtensions())
                        .containsEntry("code", "BAD_USER_INPUT")
                        .containsEntry("field", "orderBy"));
    }

    private Map<String, Object> in(Map<String, ?> more) {
        Map<String, Object> filter = new HashMap<>(more);
        filter.put("city", city);
        return filter;
    }
}
