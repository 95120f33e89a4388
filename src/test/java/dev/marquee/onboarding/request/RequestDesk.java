package dev.marquee.onboarding.request;

import dev.marquee.catalog.EventDesk;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What people do with requests for events, through the API; each answer lies under {@code result}. */
public final class RequestDesk {

    private static final String REQUEST = "eventRequest { id status requestedFeatures approvedFeatures reason "
            + "decidedBy { name } event { id status myRole } history { from to by { name } reason } }";

    private final GraphQlTester person;

    public RequestDesk(GraphQlTester person) {
        this.person = person;
    }

    static Map<String, Object> input(String title, @Nullable String plan) {
        Map<String, Object> input = new HashMap<>();
        input.put("event", EventDesk.input(title));
        input.put("organizer", Map.of("name", "House of Jazz", "website", "https://jazz.example"));
        input.put("planId", plan);
        return input;
    }

    /** Requests an event and gives the id of the request. */
    public String requested(String title, @Nullable String plan) {
        return request(input(title, plan))
                .path("result.eventRequest.id")
                .entity(String.class)
                .get();
    }

    GraphQlTester.Response request(Map<String, Object> input) {
        return call("RequestEvent", input);
    }

    GraphQlTester.Response withdraw(String id) {
        return call("WithdrawEventRequest", Map.of("requestId", id));
    }

    GraphQlTester.Response approve(String id, Map<String, Object> overrides) {
        return call("ApproveEventRequest", Map.of("requestId", id, "featureOverrides", overrides));
    }

    GraphQlTester.Response reject(String id, String reason) {
        return call("RejectEventRequest", Map.of("requestId", id, "reason", reason));
    }

    private GraphQlTester.Response call(String type, Map<String, Object> input) {
        String field = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        return person.document("""
                        mutation($input: %1$sInput!) { result: %2$s(input: $input) {
                          __typename
                          ... on %1$sSuccess { %3$s }
                          ... on Refusal { code message }
                          ... on AlreadyDecided { status decidedAt } } }
                        """.formatted(type, field, REQUEST).replace(
                        "... on AlreadyDecided { status decidedAt }",
                        type.equals("RequestEvent") ? "" : "... on AlreadyDecided { status decidedAt }"))
                .variable("input", input)
                .execute();
    }

    static String outcome(GraphQlTester.Response response) {
        return response.path("result.__typename").entity(String.class).get();
    }
}
