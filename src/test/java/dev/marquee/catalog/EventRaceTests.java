package dev.marquee.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestConstructor;

/** Organizers who do things to events at the same time. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class EventRaceTests {

    private final EventDesk desk;
    private final String title = "Race " + UUID.randomUUID();

    EventRaceTests(Api api) {
        this.desk = new EventDesk(api.as(TestTokens.organizer().signed()));
    }

    @Test
    void givesEventsOfTheSameTitleDifferentSlugs() throws Exception {
        List<String> slugs = atOnce(IntStream.range(0, 20)
                .mapToObj(i -> task("create", EventDesk.input(title), "result.event.slug"))
                .toList());
        assertThat(slugs).doesNotHaveDuplicates().hasSize(20).contains(Slug.of(title), Slug.of(title) + "-2");
    }

    @Test
    void losesNoEdit() throws Exception {
        String id = desk.draft(title);
        atOnce(List.of(
                task("update", change(id, "title", "New " + title), "result.__typename"),
                task("update", change(id, "description", "New text"), "result.__typename"),
                task("update", change(id, "category", "comedy"), "result.__typename"),
                task("update", change(id, "coverImageUrl", "https://example.org/new.jpg"), "result.__typename"),
                task("update", change(id, "capacity", 77), "result.__typename")));
        var after = desk.succeed("update", Map.of("eventId", id));
        after.path("result.event.title").entity(String.class).isEqualTo("New " + title);
        after.path("result.event.description").entity(String.class).isEqualTo("New text");
        after.path("result.event.category.slug").entity(String.class).isEqualTo("comedy");
        after.path("result.event.coverImageUrl").entity(String.class).isEqualTo("https://example.org/new.jpg");
        after.path("result.event.capacity").entity(Integer.class).isEqualTo(77);
    }

    @RepeatedTest(5)
    void endsCancelledHoweverCancelAndPublishMeet() throws Exception {
        String id = desk.published(title);
        desk.succeed("unpublish", Map.of("eventId", id));
        List<String> outcomes = atOnce(List.of(
                task("cancel", Map.of("eventId", id, "reason", "Rain"), "result.__typename"),
                task("publish", Map.of("eventId", id), "result.__typename"),
                task("cancel", Map.of("eventId", id, "reason", "Snow"), "result.__typename"),
                task("publish", Map.of("eventId", id), "result.__typename")));
        assertThat(outcomes).filteredOn("CancelEventSuccess"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("PublishEventSuccess"::equals).hasSizeLessThanOrEqualTo(1);
        desk.refuse("unpublish", Map.of("eventId", id), "EVENT_STATE_CONFLICT");
    }

    @RepeatedTest(5)
    void neverChangesTheCurrencyUnderATicketType() throws Exception {
        String id = desk.draft(title);
        atOnce(List.of(
                task("update", change(id, "currency", "CHF"), "result.__typename"),
                () -> desk.ticketType(id, 1000, 10)));
        var event = desk.succeed("update", Map.of("eventId", id));
        String currency =
                event.path("result.event.currency").entity(String.class).get();
        assertThat(desk.priceCurrency(id)).isEqualTo(currency);
    }

    private Callable<String> task(String verb, Map<String, ?> input, String path) {
        return () -> desk.call(verb, input).path(path).entity(String.class).get();
    }

    private static List<String> atOnce(List<? extends Callable<String>> tasks) throws Exception {
        try (ExecutorService people = Executors.newFixedThreadPool(tasks.size())) {
            List<String> results = new ArrayList<>();
            for (Future<String> future : people.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private static Map<String, Object> change(String id, String field, Object value) {
        Map<String, Object> input = new HashMap<>();
        input.put("eventId", id);
        input.put(field, value);
        return input;
    }
}
