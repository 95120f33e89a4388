package dev.marquee.onboarding.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.ReceivedMail;
import dev.marquee.dev.SeededPlan;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.identity.people.PeopleDesk;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

/** Requests for events through the API, from the wish to the event. */
@MarqueeTest
class EventRequestApiTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PROFESSIONAL = SeededPlan.PROFESSIONAL.id().toString();

    private final TestToken requester = TestTokens.user().name("Rita Request");
    private final String title = "Request " + UUID.randomUUID();

    @Autowired
    private Api api;

    @Test
    void becomesAnEventOfTheRequesterWithItsFeatures() {
        String id = desk(requester).requested(title, PROFESSIONAL);

        GraphQlTester.Response approved =
                admin().approve(id, Map.of("add", List.of("WEATHER_ALERTS"), "remove", List.of("REPORTS")));

        approved.path("result.eventRequest.status").entity(String.class).isEqualTo("APPROVED");
        approved.path("result.eventRequest.approvedFeatures")
                .entityList(String.class)
                .contains("WEATHER_ALERTS", "SUB_ADMINS")
                .doesNotContain("REPORTS");
        String event = approved.path("result.eventRequest.event.id")
                .entity(String.class)
                .get();
        GraphQlTester.Response features = as(requester)
                .document("query($id: ID!) { eventFeatures(eventId: $id) { plan { name } "
                        + "features { feature enabled source setBy { name } setAt } } }")
                .variable("id", event)
                .execute();
        features.path("eventFeatures.plan.name").entity(String.class).isEqualTo("Professional");
        features.path("eventFeatures.features[?(@.feature == 'WEATHER_ALERTS')]")
                .entityList(FeatureView.class)
                .satisfies(found -> assertThat(found.getFirst())
                        .isEqualTo(new FeatureView("WEATHER_ALERTS", true, "OVERRIDE", new Name("Ada Admin"))));
        features.path("eventFeatures.features[?(@.feature == 'REPORTS')].enabled")
                .entityList(Boolean.class)
                .containsExactly(false);
    }

    /** The token has no role but USER, as long as Keycloak has not given another one. */
    @Test
    void letsTheRequesterRunTheEventBeforeTheRoleIsThere() {
        String id = desk(requester).requested(title, PROFESSIONAL);
        String event = admin().approve(id, Map.of())
                .path("result.eventRequest.event.id")
                .entity(String.class)
                .get();

        EventDesk owner = new EventDesk((HttpGraphQlTester) as(requester));
        owner.succeed("update", Map.of("eventId", event, "description", "Now with a band"));
        owner.ticketType(event, 1000, 10);
        owner.succeed("publish", Map.of("eventId", event));
        as(requester)
                .document("{ myEvents { nodes { id status myRole enabledFeatures } } }")
                .execute()
                .path("myEvents.nodes[0].myRole")
                .entity(String.class)
                .isEqualTo("OWNER")
                .path("myEvents.nodes[0].enabledFeatures")
                .entityList(String.class)
                .contains("SUB_ADMINS");
    }

    @Test
    void tellsTheRequesterByMailAndKeepsTheHistory() {
        String approved = desk(requester).requested(title, null);
        String rejected = desk(requester).requested("Second " + title, null);
        admin().approve(approved, Map.of());
        GraphQlTester.Response answer = admin().reject(rejected, "The hall is closed.");

        answer.path("result.eventRequest.reason").entity(String.class).isEqualTo("The hall is closed.");
        answer.path("result.eventRequest.history[*].to")
                .entityList(String.class)
                .containsExactly("PENDING", "REJECTED");
        answer.path("result.eventRequest.history[*].by.name")
                .entityList(String.class)
                .containsExactly("Rita Request", "Ada Admin");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mails())
                        .extracting(ReceivedMail::subject)
                        .contains("Approved: " + title, "Not approved: Second " + title));
        assertThat(mails())
                .filteredOn(mail -> mail.subject().startsWith("Not approved"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("Rita Request", "The hall is closed."));
    }

    @Test
    void decidesOnce() {
        String id = desk(requester).requested(title, null);
        desk(requester)
                .withdraw(id)
                .path("result.eventRequest.status")
                .entity(String.class)
                .isEqualTo("WITHDRAWN");

        admin().approve(id, Map.of()).path("result.status").entity(String.class).isEqualTo("WITHDRAWN");
        admin().reject(id, "Too late").path("result.code").entity(String.class).isEqualTo("ALREADY_DECIDED");
        desk(requester).withdraw(id).path("result.code").entity(String.class).isEqualTo("ALREADY_DECIDED");
    }

    @Test
    void makesNobodyAnOrganizerWhoIsSuspended() {
        String id = desk(requester).requested(title, null);
        PeopleDesk people = new PeopleDesk(api, TestTokens.admin().signed());
        String person = people.id(requester);

        people.suspend(person);
        admin().approve(id, Map.of()).path("result.code").entity(String.class).isEqualTo("ORGANIZER_INACTIVE");

        people.reinstate(person);
        assertThat(RequestDesk.outcome(admin().approve(id, Map.of()))).isEqualTo("ApproveEventRequestSuccess");
    }

    @Test
    void makesNothingOfAnEventWhoseTimeHasCome() {
        Map<String, Object> input = RequestDesk.input(title, null);
        Map<String, Object> event = EventDesk.input(title);
        event.put(
                "startsAt",
                OffsetDateTime.now(java.time.ZoneOffset.UTC).minusDays(1).toString());
        input.put("event", event);
        assertThat(RequestDesk.outcome(desk(requester).request(input))).isEqualTo("InvalidEventTimes");
    }

    @Test
    void refusesMoreOpenRequestsThanAllowed() {
        RequestDesk desk = desk(requester);
        for (int i = 0; i < 10; i++) {
            desk.requested(title + i, null);
        }
        assertThat(RequestDesk.outcome(desk.request(RequestDesk.input(title, null))))
                .isEqualTo("OpenRequestLimitReached");
    }

    @Test
    void namesTheFieldThatIsWrong() {
        Map<String, Object> event = new HashMap<>(EventDesk.input(title));
        event.put("category", "no-such-category");
        Map<String, Object> input = RequestDesk.input(title, null);
        input.put("event", event);
        as(requester)
                .document("mutation($input: RequestEventInput!) { requestEvent(input: $input) { __typename } }")
                .variable("input", input)
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions())
                                .containsEntry("code", "BAD_USER_INPUT")
                                .containsEntry("field", "input.event.category")));
    }

    @Test
    void showsRequestsToTheirRequesterAndAdministratorsOnly() {
        String id = desk(requester).requested(title, null);
        as(requester)
                .document("{ myEventRequests { nodes { id requester { email } plan { name } details { title } } } }")
                .execute()
                .path("myEventRequests.nodes[*].id")
                .entityList(String.class)
                .containsExactly(id);
        assertThat(node(requester, id)).isTrue();
        assertThat(node(TestTokens.admin(), id)).isTrue();
        assertThat(node(TestTokens.organizer(), id)).isFalse();
        as(TestTokens.user())
                .document("mutation($id: ID!) { withdrawEventRequest(input: {requestId: $id}) { __typename } }")
                .variable("id", id)
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "NOT_FOUND")));
    }

    @Test
    void queuesTheOldestFirst() {
        String first = desk(requester).requested(title, null);
        String second = desk(TestTokens.user()).requested(title, null);
        List<String> queue = api.as(TestTokens.admin().signed())
                .document("{ eventRequests(status: PENDING, first: 100) { nodes { id } pageInfo { hasNextPage } } }")
                .execute()
                .path("eventRequests.nodes[*].id")
                .entityList(String.class)
                .get();
        assertThat(queue).containsSubsequence(first, second);
    }

    private record FeatureView(String feature, boolean enabled, String source, Name setBy) {}

    private record Name(String name) {}

    private boolean node(TestToken who, String id) {
        return as(who).document("query($id: ID!) { node(id: $id) { id } }")
                        .variable("id", id)
                        .execute()
                        .path("[?(@.node.id)]")
                        .entityList(Object.class)
                        .get()
                        .size()
                == 1;
    }

    private List<ReceivedMail> mails() {
        return TestServices.mail().receivedBy(requester.subject() + "@marquee.test").stream()
                .map(ReceivedMail::of)
                .toList();
    }

    private RequestDesk admin() {
        return desk(TestTokens.admin().name("Ada Admin"));
    }

    private RequestDesk desk(TestToken who) {
        return new RequestDesk(as(who));
    }

    private GraphQlTester as(TestToken who) {
        return api.as(who.signed());
    }
}
