package dev.marquee.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Creating, changing and publishing events through the API. */
@MarqueeTest
class EventMutationTests {

    private final Api api;

    private final String title = "Concert " + UUID.randomUUID();
    private final EventDesk desk;

    EventMutationTests(@Autowired Api api) {
        this.api = api;
        this.desk = new EventDesk(api.as(TestTokens.organizer().name("Olga").signed()));
    }

    @Test
    void createsADraftOfWhichTheCallerIsOwner() {
        var response = desk.succeed("create", EventDesk.input(title));
        response.path("result.event.status").entity(String.class).isEqualTo("DRAFT");
        response.path("result.event.title").entity(String.class).isEqualTo(title);
        response.path("result.event.myRole").entity(String.class).isEqualTo("OWNER");
        response.path("result.event.organizer.name").entity(String.class).isEqualTo("Olga");
        response.path("result.event.category.slug").entity(String.class).isEqualTo("music");
        response.path("result.event.soldOut").entity(Boolean.class).isEqualTo(false);
    }

    @Test
    void refusesImpossibleTimes() {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        desk.refuse("create", with("startsAt", now.minusMinutes(1).toString()), "INVALID_EVENT_TIMES");
        desk.refuse("create", with("endsAt", now.plusDays(1).toString()), "INVALID_EVENT_TIMES");
        String id = desk.draft(title);
        desk.refuse("update", change(id, "startsAt", now.minusDays(1).toString()), "INVALID_EVENT_TIMES");
        desk.refuse("update", change(id, "endsAt", now.toString()), "INVALID_EVENT_TIMES");
    }

    @ParameterizedTest
    @CsvSource({
        "category, nonsense, input.category",
        "title, ab, title",
        "capacity, 0, capacity",
        "currency, XYZW, CurrencyCode",
        "timeZone, Mars/Base, TimeZone",
        "coverImageUrl, javascript:alert(1), URL"
    })
    void rejectsMalformedInput(String field, String value, String named) {
        Object typed = field.equals("capacity") ? (Object) Integer.valueOf(value) : value;
        desk.call("create", with(field, typed)).errors().satisfy(errors -> {
            assertThat(errors).hasSize(1);
            assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_USER_INPUT");
            assertThat(errors.getFirst().toString()).contains(named);
        });
    }

    @Test
    void changesOnlyWhatIsNamedAtOnce() {
        Map<String, Object> input = EventDesk.input(title);
        input.put("coverImageUrl", "https://example.org/a.jpg");
        String id = desk.draft(input);
        var changed = desk.succeed("update", change(id, "capacity", 70));
        changed.path("result.event.capacity").entity(Integer.class).isEqualTo(70);
        changed.path("result.event.title").entity(String.class).isEqualTo(title);
        changed.path("result.event.coverImageUrl").entity(String.class).isEqualTo("https://example.org/a.jpg");
        var without = desk.succeed("update", change(id, "coverImageUrl", null));
        without.path("result.event.coverImageUrl").valueIsNull();
        without.path("result.event.capacity").entity(Integer.class).isEqualTo(70);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title",
                "description",
                "category",
                "venue",
                "timeZone",
                "startsAt",
                "endsAt",
                "capacity",
                "currency"
            })
    void rejectsNullForWhatAnEventMustHave(String field) {
        String id = desk.draft(title);
        expectBadInput("update", change(id, field, null), "input." + field);
    }

    @Test
    void measuresTextsWithoutTheWhiteSpaceAroundThem() {
        expectBadInput("create", with("title", "  a"), "input.title");
        expectBadInput("create", with("title", "\uD83C\uDFABa"), "input.title");
        String id = desk.published(title);
        expectBadInput("update", change(id, "title", " ab "), "input.title");
        expectBadInput("cancel", Map.of("eventId", id, "reason", "  x"), "input.reason");
    }

    @Test
    void keepsVenuesWithoutTheWhiteSpaceAroundThem() {
        Map<String, Object> venue = EventDesk.venue(" Bern\n", 46.9, 7.4);
        String id = desk.draft(with("venue", venue));
        api.as(TestTokens.admin().signed())
                .document("query($id: ID!) { node(id: $id) { ... on Event { venue { name city } } } }")
                .variable("id", id)
                .execute()
                .path("node.venue.city")
                .entity(String.class)
                .isEqualTo("Bern")
                .path("node.venue.name")
                .entity(String.class)
                .isEqualTo("Hall of  Bern");
    }

    @Test
    void publishesUnpublishesAndCancels() {
        String id = desk.draft(title);
        Map<String, Object> event = Map.of("eventId", id);
        desk.refuse("publish", event, "NOTHING_TO_SELL");
        desk.refuse("unpublish", event, "EVENT_STATE_CONFLICT");
        desk.refuse("cancel", Map.of("eventId", id, "reason", "Rain"), "EVENT_STATE_CONFLICT");
        desk.ticketType(id, 1000, 50);
        desk.succeed("publish", event)
                .path("result.event.status")
                .entity(String.class)
                .isEqualTo("PUBLISHED");
        desk.refuse("publish", event, "EVENT_STATE_CONFLICT");
        desk.refuse("delete", event, "EVENT_STATE_CONFLICT");
        desk.succeed("unpublish", event)
                .path("result.event.status")
                .entity(String.class)
                .isEqualTo("DRAFT");
        desk.succeed("publish", event);
        var cancelled = desk.succeed("cancel", Map.of("eventId", id, "reason", " Rain all week "));
        cancelled.path("result.event.status").entity(String.class).isEqualTo("CANCELLED");
        cancelled.path("result.event.cancellationReason").entity(String.class).isEqualTo("Rain all week");
        desk.refuse("update", change(id, "title", "Other title"), "EVENT_STATE_CONFLICT");
        desk.refuse("cancel", Map.of("eventId", id, "reason", "Again"), "EVENT_STATE_CONFLICT");
    }

    @Test
    void locksTheCurrencyOnceThereAreTicketTypes() {
        String id = desk.draft(title);
        desk.succeed("update", change(id, "currency", "CHF"))
                .path("result.event.currency")
                .entity(String.class)
                .isEqualTo("CHF");
        desk.ticketType(id, 1000, 50);
        desk.refuse("update", change(id, "currency", "EUR"), "CURRENCY_LOCKED");
    }

    @Test
    void deletesADraft() {
        String id = desk.draft(title);
        desk.ticketType(id, 1000, 50);
        desk.succeed("delete", Map.of("eventId", id))
                .path("result.eventId")
                .entity(String.class)
                .isEqualTo(id);
        expectNotFound(desk, "delete", Map.of("eventId", id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"update", "publish", "unpublish", "cancel", "delete"})
    void doesNotExistForAnotherOrganizer(String verb) {
        String id = desk.draft(title);
        EventDesk stranger = new EventDesk(api.as(TestTokens.organizer().signed()));
        Map<String, Object> input = new HashMap<>(Map.of("eventId", id));
        if (verb.equals("cancel")) {
            input.put("reason", "Because");
        }
        expectNotFound(stranger, verb, input);
        input.put("eventId", "evt_00000000000000000000000000");
        expectNotFound(stranger, verb, input);
    }

    @Test
    void isForOrganizersOnly() {
        EventDesk visitor = new EventDesk(api.as(TestTokens.user().signed()));
        visitor.call("create", EventDesk.input(title))
                .errors()
                .satisfy(errors -> assertThat(errors.getFirst().getExtensions()).containsEntry("code", "FORBIDDEN"));
    }

    private void expectBadInput(String verb, Map<String, ? extends @Nullable Object> input, String field) {
        desk.call(verb, input).errors().satisfy(errors -> {
            assertThat(errors).hasSize(1);
            assertThat(errors.getFirst().getExtensions())
                    .containsEntry("code", "BAD_USER_INPUT")
                    .containsEntry("field", field);
        });
    }

    private static void expectNotFound(EventDesk desk, String verb, Map<String, Object> input) {
        desk.call(verb, input).errors().satisfy(errors -> {
            assertThat(errors).hasSize(1);
            assertThat(errors.getFirst().getExtensions()).containsEntry("code", "NOT_FOUND");
        });
    }

    private Map<String, Object> with(String field, Object value) {
        Map<String, Object> input = EventDesk.input(title);
        input.put(field, value);
        return input;
    }

    private static Map<String, @Nullable Object> change(String id, String field, @Nullable Object value) {
        Map<String, @Nullable Object> input = new HashMap<>();
        input.put("eventId", id);
        input.put(field, value);
        return input;
    }
}
