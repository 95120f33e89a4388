package dev.marquee.dev;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What administrators do with plans and features, through the API. */
public final class PlanDesk {

    private static final String PLAN = "plan { id name description price { amount currency } feeBasisPoints features "
            + "limits { ticketsPerEvent eventsPerOrganizer } position archived isDefault }";

    private final GraphQlTester admin;

    /** Works as the person whose token the client sends. */
    public PlanDesk(GraphQlTester admin) {
        this.admin = admin;
    }

    /** The input of a plan with all that an event needs, under a name of its own and at the end of the list. */
    public static Map<String, Object> input() {
        return new HashMap<>(Map.of(
                "name",
                "Plan " + UUID.randomUUID(),
                "price",
                4900,
                "feeBasisPoints",
                300,
                "features",
                List.of("TICKETING", "PAYMENTS", "QR_CHECK_IN"),
                "position",
                1000));
    }

    /** Creates a plan that differs in one field and returns its id. */
    public String plan(String field, Object value) {
        Map<String, Object> input = input();
        input.put(field, value);
        return plan(input);
    }

    /** Creates a plan and returns its id. */
    public String plan(Map<String, Object> input) {
        return call("create", input).path("result.plan.id").entity(String.class).get();
    }

    /** Calls {@code <verb>Plan}; the answer lies under {@code result}. */
    public GraphQlTester.Response call(String verb, Map<String, ? extends @Nullable Object> input) {
        String name = verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1) + "Plan";
        boolean deletes = verb.equals("delete");
        return admin.document("""
                        mutation($input: %1$sInput!) { result: %2$sPlan(input: $input) {
                          __typename
                          ... on Refusal { code message }
                          %4$s
                          ... on %1$sSuccess { %3$s } } }
                        """.formatted(
                                name, verb, deletes ? "planId" : PLAN, deletes ? "... on PlanInUse { events }" : ""))
                .variable("input", input)
                .execute();
    }

    /** Switches a feature of an event on, off, or back to what the plan says (null). */
    public GraphQlTester.Response switchFeature(String event, String feature, @Nullable Boolean enabled) {
        Map<String, @Nullable Object> change = new HashMap<>();
        change.put("feature", feature);
        change.put("enabled", enabled);
        return admin.document("""
                        mutation($event: ID!, $changes: [FeatureSwitchInput!]!) {
                          setEventFeatures(input: {eventId: $event, features: $changes}) {
                            ... on SetEventFeaturesSuccess { eventFeatures {
                              plan { name }
                              features { feature enabled source setBy { id name } setAt } } } } }
                        """)
                .variable("event", event)
                .variable("changes", List.of(change))
                .execute();
    }
}
