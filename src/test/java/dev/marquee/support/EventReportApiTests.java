package dev.marquee.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Reports of events, and what administrators make of them. */
@MarqueeTest
class EventReportApiTests {

    private final String organizer = TestTokens.organizer().signed();
    private final String administrator = TestTokens.admin().signed();
    private final String reporter = TestTokens.user().signed();

    @Autowired
    private Api api;

    private Shop.Offer offer = new Shop.Offer("", "", "");

    @BeforeEach
    void publish() {
        offer = Shop.publish(api.as(organizer), 0, 5);
    }

    @Test
    void keepsOneOpenReportOfAPersonAndAnEvent() {
        String first = report(reporter, offer)
                .path("result.report.id")
                .entity(String.class)
                .get();

        GraphQlTester.Response again = report(reporter, offer);

        again.path("result.code").entity(String.class).isEqualTo("ALREADY_REPORTED");
        again.path("result.report.id").entity(String.class).isEqualTo(first);
        report(TestTokens.user().signed(), offer)
                .path("result.report.status")
                .entity(String.class)
                .isEqualTo("OPEN");
        dismiss(first).path("result.report.status").entity(String.class).isEqualTo("DISMISSED");
        report(reporter, offer)
                .path("result.report.status")
                .entity(String.class)
                .isEqualTo("OPEN");
    }

    @Test
    void takesTenReportsADayHoweverManyComeAtOnce() {
        List<Shop.Offer> offers = Stream.of(TestTokens.organizer(), TestTokens.organizer(), TestTokens.organizer())
                .flatMap(other -> IntStream.range(0, 4).mapToObj(i -> Shop.publish(api.as(other.signed()), 0, 5)))
                .toList();

        List<String> outcomes = offers.parallelStream()
                .map(each -> report(reporter, each)
                        .path("result.__typename")
                        .entity(String.class)
                        .get())
                .toList();

        assertThat(outcomes).filteredOn("ReportEventSuccess"::equals).hasSize(10);
        assertThat(outcomes).filteredOn("ReportLimitReached"::equals).hasSize(2);
    }

    @Test
    void queuesReportsForAdministratorsAndDecidesEachOnce() {
        String report = report(reporter, offer)
                .path("result.report.id")
                .entity(String.class)
                .get();
        assertThat(kind(administrator, report)).containsExactly("EventReport");
        assertThat(kind(reporter, report)).containsExactly("EventReport");
        assertThat(kind(organizer, report)).isEmpty();
        assertThat(queued("OPEN")).contains(report);

        dismiss(report).path("result.report.event.id").entity(String.class).isEqualTo(offer.eventId());
        dismiss(report).path("result.status").entity(String.class).isEqualTo("DISMISSED");
        assertThat(queued("OPEN")).doesNotContain(report);
        assertThat(event(null)).isEqualTo(offer.eventId());
    }

    @Test
    void removesAnEventForGoodAndUpholdsItsReports() {
        String report = report(reporter, offer)
                .path("result.report.id")
                .entity(String.class)
                .get();
        String order = Shop.order(api.as(reporter), offer, 1).orderId();

        remove().path("result.event.status").entity(String.class).isEqualTo("CANCELLED");

        assertThat(event(null)).isNull();
        assertThat(event(reporter)).isNull();
        assertThat(event(organizer)).isEqualTo(offer.eventId());
        assertThat(event(administrator)).isEqualTo(offer.eventId());
        dismiss(report).path("result.status").entity(String.class).isEqualTo("UPHELD");
        remove().path("result.code").entity(String.class).isEqualTo("EVENT_STATE_CONFLICT");
        call(organizer, "publishEvent", Map.of("eventId", offer.eventId()), "")
                .path("result.code")
                .entity(String.class)
                .isEqualTo("EVENT_STATE_CONFLICT");
        api.as(reporter)
                .document("query($id: ID!) { order(id: $id) { event { id } } }")
                .variable("id", order)
                .execute()
                .path("order.event.id")
                .entity(String.class)
                .isEqualTo(offer.eventId());
    }

    @Test
    void hidesWhatTheCallerCannotSee() {
        remove();

        report(reporter, offer)
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "NOT_FOUND")));
    }

    private GraphQlTester.Response report(String token, Shop.Offer about) {
        return call(
                token,
                "reportEvent",
                Map.of("eventId", about.eventId(), "category", "FAKE", "text", "There is no such hall."),
                "... on ReportEventSuccess { report { id status } } ... on AlreadyReported { report { id } }");
    }

    private GraphQlTester.Response dismiss(String report) {
        return call(
                administrator,
                "dismissEventReport",
                Map.of("reportId", report),
                "... on DismissEventReportSuccess { report { status event { id } } } ... on ReportDecided { status }");
    }

    private GraphQlTester.Response remove() {
        return call(
                administrator,
                "removeEvent",
                Map.of("eventId", offer.eventId(), "reason", "There is no such hall."),
                "... on RemoveEventSuccess { event { status } }");
    }

    private GraphQlTester.Response call(String token, String mutation, Map<String, Object> input, String selection) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1);
        return api.as(token)
                .document(
                        "mutation($input: %sInput!) { result: %s(input: $input) { __typename ... on Refusal { code } %s } }"
                                .formatted(type, mutation, selection))
                .variable("input", input)
                .execute();
    }

    private @Nullable String event(@Nullable String token) {
        Object found = (token == null ? api.anonymous() : api.as(token))
                .document("query($slug: String!) { event(slug: $slug) { id } }")
                .variable("slug", offer.slug())
                .execute()
                .path("")
                .entity(Map.class)
                .get()
                .get("event");
        return found instanceof Map<?, ?> event ? String.valueOf(event.get("id")) : null;
    }

    private List<String> queued(String status) {
        return api.as(administrator)
                .document("query($status: ReportStatus) { eventReports(status: $status, first: 100) { nodes { id } } }")
                .variable("status", status)
                .execute()
                .path("eventReports.nodes[*].id")
                .entityList(String.class)
                .get();
    }

    private List<String> kind(String token, String id) {
        return api.as(token)
                .document("query($id: ID!) { nodes(ids: [$id]) { __typename } }")
                .variable("id", id)
                .execute()
                .path("nodes[?(@ != null)].__typename")
                .entityList(String.class)
                .get();
    }
}
