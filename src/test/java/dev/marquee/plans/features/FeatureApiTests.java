package dev.marquee.plans.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.PlanDesk;
import dev.marquee.dev.SeededPlan;
import dev.marquee.dev.TestTokens;
import dev.marquee.identity.TeamRole;
import dev.marquee.identity.Teams;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.test.context.TestConstructor;

/** Features as administrators switch them and as everybody else meets them. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class FeatureApiTests {

    private static final String CHECK_INS = "query($id: ID!) { checkIns(eventId: $id) { nodes { id } } }";

    private final Teams teams;
    private final HttpGraphQlTester admin;
    private final HttpGraphQlTester organizer;
    private final HttpGraphQlTester other;
    private final PlanDesk plans;
    private final EventDesk desk;

    FeatureApiTests(Api api, Teams teams) {
        this.teams = teams;
        this.admin = api.as(TestTokens.admin().signed());
        this.organizer = api.as(TestTokens.organizer().signed());
        this.other = api.as(TestTokens.user().signed());
        this.plans = new PlanDesk(admin);
        this.desk = new EventDesk(organizer);
    }

    @Test
    void tellsWhatIsMissingAndWhichPlansHaveIt() {
        String event = onBasic();

        ResponseError error = onlyError(ask(organizer, event));

        assertThat(error.getExtensions())
                .containsEntry("code", "FEATURE_DISABLED")
                .containsEntry("feature", "QR_CHECK_IN")
                .containsEntry("event", event);
        assertThat(error.getExtensions().get("plans"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains(
                        having(SeededPlan.STANDARD, "Standard"),
                        having(SeededPlan.PROFESSIONAL, "Professional"),
                        having(SeededPlan.ENTERPRISE, "Enterprise"))
                .doesNotContain(having(SeededPlan.BASIC, "Basic"));
    }

    private static Map<String, String> having(SeededPlan plan, String name) {
        return Map.of("id", plan.id().toString(), "name", name);
    }

    @Test
    void letsAdministratorsPassAlways() {
        ask(admin, onBasic()).errors().verify();
    }

    @Test
    void worksFromTheNextCallOn() {
        String event = onBasic();
        disabled(ask(organizer, event));

        plans.switchFeature(event, "QR_CHECK_IN", true);
        ask(organizer, event).errors().verify();
        plans.switchFeature(event, "QR_CHECK_IN", false);
        disabled(ask(organizer, event));

        plans.switchFeature(event, "QR_CHECK_IN", true);
        plans.switchFeature(event, "QR_CHECK_IN", null);
        disabled(ask(organizer, event));
    }

    @Test
    void followsThePlanOfTheEvent() {
        String plan = plans.plan(PlanDesk.input());
        String event = draft(plan);
        ask(organizer, event).errors().verify();

        plans.call("update", Map.of("planId", plan, "features", List.of("TICKETING")));
        disabled(ask(organizer, event));
    }

    private record FeatureView(String feature, boolean enabled, String source, SetterView setBy, String setAt) {}

    private record SetterView(String id, String name) {}

    @Test
    void tellsOfEachFeatureWhoDecidedItAndWhen() {
        String event = onBasic();
        plans.switchFeature(event, "PAYMENTS", false);
        plans.switchFeature(event, "ANALYTICS", true);

        GraphQlTester.Response found = desk.eventFeatures(event);

        found.path("eventFeatures.plan.name").entity(String.class).isEqualTo("Basic");
        found.path("enabledFeatures").entityList(String.class).containsExactly("TICKETING", "ANALYTICS");
        List<FeatureView> features = found.path("eventFeatures.features")
                .entityList(FeatureView.class)
                .get();
        assertThat(features)
                .hasSize(9)
                .allSatisfy(feature -> assertThat(feature.setAt()).isNotBlank());
        assertThat(features)
                .filteredOn(feature -> feature.source().equals("OVERRIDE"))
                .extracting(
                        FeatureView::feature,
                        FeatureView::enabled,
                        feature -> feature.setBy().id())
                .containsExactly(tuple("PAYMENTS", false, me(admin)), tuple("ANALYTICS", true, me(admin)));
        assertThat(features)
                .filteredOn(feature -> feature.source().equals("PLAN"))
                .hasSize(7)
                .allSatisfy(feature -> assertThat(feature.setBy().id()).isEqualTo(me(organizer)));
    }

    @Test
    void showsFeaturesToTheTeamOnly() {
        String event = onBasic();
        onlyCode(features(other, event), "NOT_FOUND");
        onlyCode(enabled(other, event), "NOT_FOUND");

        teams.put(EventId.of(event), PersonId.of(me(other)), TeamRole.STEWARD).block();
        onlyCode(features(other, event), "NOT_FOUND");
        enabled(other, event).errors().verify();
        features(admin, event).errors().verify();

        String nothing = EventId.next().toString();
        onlyCode(features(admin, nothing), "NOT_FOUND");
        onlyCode(enabled(admin, nothing), "NOT_FOUND");
        onlyCode(plans.switchFeature(nothing, "REPORTS", true), "NOT_FOUND");
    }

    @Test
    void switchesEachFeatureOnce() {
        GraphQlTester.Response answer =
                admin.document("""
                        mutation($event: ID!) { setEventFeatures(input: {eventId: $event, features: [
                          {feature: REPORTS, enabled: true}, {feature: REPORTS, enabled: false}]}) { __typename } }
                        """).variable("event", onBasic()).execute();

        assertThat(onlyError(answer).getExtensions())
                .containsEntry("code", "BAD_USER_INPUT")
                .containsEntry("field", "input.features[1].feature");
    }

    @Test
    void sellsNothingWithoutTicketing() {
        String event = draft(SeededPlan.BASIC.id().toString());
        String type = desk.ticketType(event, 0, 10);
        desk.succeed("publish", Map.of("eventId", event));
        plans.switchFeature(event, "TICKETING", false);

        onlyCode(buy(other, event, type), "FEATURE_DISABLED");
        onlyCode(desk.tryTicketType(event, 0, 10), "FEATURE_DISABLED");
        buy(admin, event, type)
                .path("placeOrder.__typename")
                .entity(String.class)
                .isEqualTo("PlaceOrderSuccess");
    }

    @Test
    void sellsOnlyWhatIsFreeWithoutPayments() {
        String event = draft(SeededPlan.BASIC.id().toString());
        String free = desk.ticketType(event, 0, 10);
        String paid = desk.ticketType(event, 1000, 10);
        desk.succeed("publish", Map.of("eventId", event));
        plans.switchFeature(event, "PAYMENTS", false);

        onlyCode(buy(other, event, paid), "FEATURE_DISABLED");
        buy(other, event, free)
                .path("placeOrder.__typename")
                .entity(String.class)
                .isEqualTo("PlaceOrderSuccess");
        plans.switchFeature(event, "PAYMENTS", true);
        buy(other, event, paid)
                .path("placeOrder.order.status")
                .entity(String.class)
                .isEqualTo("PENDING");
    }

    @Test
    void tellsNobodyOfADraftByItsFeatures() {
        String event = draft(SeededPlan.BASIC.id().toString());
        String type = desk.ticketType(event, 0, 10);
        plans.switchFeature(event, "TICKETING", false);

        String ofDraft = buy(other, event, type)
                .path("placeOrder")
                .entity(Map.class)
                .get()
                .toString();
        String ofNothing = buy(other, EventId.next().toString(), type)
                .path("placeOrder")
                .entity(Map.class)
                .get()
                .toString();

        assertThat(ofDraft).isEqualTo(ofNothing).contains("EVENT_NOT_ON_SALE");
        onlyCode(buy(organizer, event, type), "FEATURE_DISABLED");
    }

    private String onBasic() {
        return draft(SeededPlan.BASIC.id().toString());
    }

    private String draft(String plan) {
        Map<String, Object> input = EventDesk.input("Featured " + UUID.randomUUID());
        input.put("planId", plan);
        return desk.draft(input);
    }

    private static GraphQlTester.Response ask(GraphQlTester caller, String event) {
        return caller.document(CHECK_INS).variable("id", event).execute();
    }

    private static GraphQlTester.Response features(GraphQlTester caller, String event) {
        return caller.document("query($id: ID!) { eventFeatures(eventId: $id) { eventId } }")
                .variable("id", event)
                .execute();
    }

    private static GraphQlTester.Response enabled(GraphQlTester caller, String event) {
        return caller.document("query($id: ID!) { enabledFeatures(eventId: $id) }")
                .variable("id", event)
                .execute();
    }

    private static GraphQlTester.Response buy(GraphQlTester buyer, String event, String type) {
        return buyer.document("""
                        mutation($event: ID!, $type: ID!, $key: String!) { placeOrder(input: {
                          eventId: $event, lines: [{ticketTypeId: $type, quantity: 1}], idempotencyKey: $key}) {
                          __typename ... on PlaceOrderSuccess { order { status } } ... on Refusal { code message } } }
                        """)
                .variable("event", event)
                .variable("type", type)
                .variable("key", UUID.randomUUID().toString())
                .execute();
    }

    private static String me(GraphQlTester caller) {
        return caller.document("{ me { id } }")
                .execute()
                .path("me.id")
                .entity(String.class)
                .get();
    }

    private static void disabled(GraphQlTester.Response response) {
        onlyCode(response, "FEATURE_DISABLED");
    }

    private static void onlyCode(GraphQlTester.Response response, String code) {
        assertThat(onlyError(response).getExtensions()).containsEntry("code", code);
    }

    private static ResponseError onlyError(GraphQlTester.Response response) {
        List<ResponseError> found = new ArrayList<>();
        response.errors().satisfy(found::addAll);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
