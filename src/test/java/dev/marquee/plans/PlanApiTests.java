package dev.marquee.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.PlanDesk;
import dev.marquee.dev.SeededPlan;
import dev.marquee.dev.TestTokens;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.test.context.TestConstructor;

/** What everybody sees of the plans and what administrators do to them. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PlanApiTests {

    private final GraphQlTester anybody;
    private final PlanDesk desk;
    private final EventDesk events;

    PlanApiTests(Api api) {
        anybody = api.anonymous();
        desk = new PlanDesk(api.as(TestTokens.admin().signed()));
        events = new EventDesk(api.as(TestTokens.organizer().signed()));
    }

    private record PlanView(
            String id, String name, MoneyView price, int feeBasisPoints, List<Feature> features, LimitsView limits) {}

    private record MoneyView(long amount, String currency) {}

    private record LimitsView(
            @Nullable Integer ticketsPerEvent, @Nullable Integer eventsPerOrganizer) {}

    @Test
    void offersTheFourPlans() {
        List<Feature> features = List.of(Feature.values());
        assertThat(anybody.document("{ plans { id name price { amount currency } feeBasisPoints features "
                                + "limits { ticketsPerEvent eventsPerOrganizer } } }")
                        .execute()
                        .path("plans")
                        .entityList(PlanView.class)
                        .get())
                .startsWith(
                        plan(SeededPlan.BASIC, 0, 500, features.subList(0, 2), 100, 5),
                        plan(SeededPlan.STANDARD, 2900, 350, features.subList(0, 5), 2000, 50),
                        plan(SeededPlan.PROFESSIONAL, 7900, 250, features.subList(0, 8), 20000, 250),
                        plan(SeededPlan.ENTERPRISE, 19900, 190, features, null, null));
    }

    private static PlanView plan(
            SeededPlan plan,
            long price,
            int fee,
            List<Feature> features,
            @Nullable Integer tickets,
            @Nullable Integer events) {
        String name = plan.name().charAt(0) + plan.name().substring(1).toLowerCase(Locale.ROOT);
        return new PlanView(
                plan.id().toString(),
                name,
                new MoneyView(price, "USD"),
                fee,
                features,
                new LimitsView(tickets, events));
    }

    @Test
    void comparesPlansColumnByColumn() {
        GraphQlTester.Response table = compare(SeededPlan.ENTERPRISE, SeededPlan.BASIC);

        table.path("comparePlans.plans[*].name").entityList(String.class).containsExactly("Enterprise", "Basic");
        table.path("comparePlans.features[*].feature").entityList(Feature.class).containsExactly(Feature.values());
        table.path("comparePlans.features[1].included")
                .entityList(Boolean.class)
                .containsExactly(true, true);
        table.path("comparePlans.features[8].included")
                .entityList(Boolean.class)
                .containsExactly(true, false);
        table.path("comparePlans.features[8].label").entity(String.class).isEqualTo("Weather alerts");
        table.path("comparePlans.limits[0].values").entity(List.class).isEqualTo(Arrays.asList(null, 100));
        table.path("comparePlans.limits[1].values").entity(List.class).isEqualTo(Arrays.asList(null, 5));
    }

    private GraphQlTester.Response compare(SeededPlan... plans) {
        return anybody.document("query($ids: [ID!]) { comparePlans(ids: $ids) { plans { name } "
                        + "features { feature label included } limits { limit label values } } }")
                .variable(
                        "ids",
                        Arrays.stream(plans).map(plan -> plan.id().toString()).toList())
                .execute();
    }

    @Test
    void comparesAllThatAreOnOfferUnlessAskedForSome() {
        String archived = desk.plan(PlanDesk.input());
        desk.call("update", Map.of("planId", archived, "archived", true));

        anybody.document("{ comparePlans { plans { id } } }")
                .execute()
                .path("comparePlans.plans[*].id")
                .entityList(String.class)
                .contains(
                        SeededPlan.BASIC.id().toString(),
                        SeededPlan.STANDARD.id().toString())
                .doesNotContain(archived);
    }

    @Test
    void findsAPlanByItsId() {
        String id = SeededPlan.STANDARD.id().toString();
        GraphQlTester.Response found = anybody.document(
                        "query($id: ID!) { plan(id: $id) { name } node(id: $id) { ... on Plan { name isDefault } } }")
                .variable("id", id)
                .execute();

        found.path("plan.name").entity(String.class).isEqualTo("Standard");
        found.path("node.isDefault").entity(Boolean.class).isEqualTo(true);
    }

    @Test
    void addsChangesAndDeletesPlans() {
        Map<String, Object> input = PlanDesk.input();
        input.put("ticketsPerEvent", 10);
        String id = desk.plan(input);

        Map<String, @Nullable Object> change = new HashMap<>(Map.of(
                "planId", id, "price", 0, "features", List.of("REPORTS", "TICKETING", "REPORTS"), "feeBasisPoints", 1));
        change.put("ticketsPerEvent", null);
        GraphQlTester.Response changed = desk.call("update", change);
        changed.path("result.plan.name").entity(String.class).isEqualTo(String.valueOf(input.get("name")));
        changed.path("result.plan.price.amount").entity(Long.class).isEqualTo(0L);
        changed.path("result.plan.features").entityList(String.class).containsExactly("TICKETING", "REPORTS");
        changed.path("result.plan.feeBasisPoints").entity(Integer.class).isEqualTo(1);
        changed.path("result.plan.limits.ticketsPerEvent").valueIsNull();

        desk.call("delete", Map.of("planId", id))
                .path("result.planId")
                .entity(String.class)
                .isEqualTo(id);
        code(desk.call("update", Map.of("planId", id)), "NOT_FOUND");
    }

    @Test
    void keepsNamesApart() {
        Map<String, Object> input = PlanDesk.input();
        desk.plan(input);
        String other = desk.plan(PlanDesk.input());
        String name = String.valueOf(input.get("name")).toUpperCase(Locale.ROOT);

        input.put("name", name);
        refused(desk.call("create", input), "PLAN_NAME_TAKEN");
        refused(desk.call("update", Map.of("planId", other, "name", name)), "PLAN_NAME_TAKEN");
    }

    @Test
    void archivesAPlanInUseInsteadOfDeletingIt() {
        String plan = desk.plan(PlanDesk.input());
        Map<String, Object> event = EventDesk.input("On a plan " + UUID.randomUUID());
        event.put("planId", plan);
        String id = events.draft(event);

        GraphQlTester.Response refused = desk.call("delete", Map.of("planId", plan));
        refused(refused, "PLAN_IN_USE");
        refused.path("result.events").entity(Integer.class).isEqualTo(1);

        desk.call("update", Map.of("planId", plan, "archived", true));
        listed("false").doesNotContain(plan);
        listed("true").contains(plan);
        code(events.call("create", event), "BAD_USER_INPUT");

        events.succeed("delete", Map.of("eventId", id));
        desk.call("delete", Map.of("planId", plan))
                .path("result.__typename")
                .entity(String.class)
                .isEqualTo("DeletePlanSuccess");
    }

    private GraphQlTester.EntityList<String> listed(String archivedToo) {
        return anybody.document("{ plans(includeArchived: " + archivedToo + ") { id } }")
                .execute()
                .path("plans[*].id")
                .entityList(String.class);
    }

    @Test
    void givesNewEventsTheDefaultPlanAndKeepsItOnOffer() {
        String plan = desk.plan(PlanDesk.input());
        desk.call("update", Map.of("planId", plan, "makeDefault", true))
                .path("result.plan.isDefault")
                .entity(Boolean.class)
                .isEqualTo(true);
        try {
            String event = events.draft("By default " + UUID.randomUUID());
            assertThat(planOf(event)).isEqualTo(plan);
            refused(desk.call("delete", Map.of("planId", plan)), "PLAN_IS_DEFAULT");
            refused(desk.call("update", Map.of("planId", plan, "archived", true)), "PLAN_IS_DEFAULT");
        } finally {
            desk.call("update", Map.of("planId", SeededPlan.STANDARD.id().toString(), "makeDefault", true));
        }
        assertThat(planOf(events.draft("As before " + UUID.randomUUID())))
                .isEqualTo(SeededPlan.STANDARD.id().toString());
    }

    private String planOf(String event) {
        return events.eventFeatures(event)
                .path("eventFeatures.plan.id")
                .entity(String.class)
                .get();
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', input.name",
        "name, '  ', input.name",
        "description, LONG, input.description",
        "price, -1, input.price",
        "price, 100000000, input.price",
        "feeBasisPoints, 10001, input.feeBasisPoints",
        "ticketsPerEvent, 0, input.ticketsPerEvent",
        "eventsPerOrganizer, -1, input.eventsPerOrganizer",
        "position, 1001, input.position"
    })
    void refusesWhatIsOutOfBounds(String field, String value, String path) {
        Map<String, Object> input = PlanDesk.input();
        input.put(field, value(value));
        wrong(desk.call("create", input), path);

        Map<String, Object> change = new HashMap<>();
        change.put("planId", SeededPlan.BASIC.id().toString());
        change.put(field, value(value));
        wrong(desk.call("update", change), path);
    }

    private static Object value(String text) {
        if (text.equals("LONG")) {
            return "a".repeat(1001);
        }
        return text.matches("-?\\d+") ? (Object) Long.parseLong(text) : text;
    }

    private static void refused(GraphQlTester.Response response, String code) {
        response.path("result.code").entity(String.class).isEqualTo(code);
    }

    private static void wrong(GraphQlTester.Response response, String field) {
        response.errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions())
                                .containsEntry("code", "BAD_USER_INPUT")
                                .containsEntry("field", field)));
    }

    private static void code(GraphQlTester.Response response, String code) {
        response.errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", code)));
    }
}
