package dev.marquee.identity.people;

import dev.marquee.dev.Api;
import dev.marquee.dev.TestToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What an administrator does with people, through the API. */
public final class PeopleDesk {

    private final Api api;
    private final String administrator;

    /** Works with the token of an administrator. */
    public PeopleDesk(Api api, String administrator) {
        this.api = api;
        this.administrator = administrator;
    }

    /** The id of the person whose token this is. */
    public String id(TestToken token) {
        return id(token.signed());
    }

    public String id(String token) {
        return api.as(token)
                .document("{ me { id } }")
                .execute()
                .path("me.id")
                .entity(String.class)
                .get();
    }

    /** Calls {@code suspendUser}, {@code reinstateUser}, {@code grantRole} or {@code revokeRole}; under {@code result}. */
    public GraphQlTester.Response call(String mutation, Map<String, Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1);
        return api.as(administrator)
                .document("""
                        mutation($input: %1$sInput!) { result: %2$s(input: $input) {
                          __typename
                          ... on Refusal { code }
                          ... on UserStateConflict { status }
                          ... on %1$sSuccess { user { id roles status suspension { reason byId } } } } }
                        """.formatted(type, mutation))
                .variable("input", input)
                .execute();
    }

    /** Suspends a person for a reason. */
    public GraphQlTester.Response suspend(String user) {
        return call("suspendUser", Map.of("userId", user, "reason", "Sells nothing but air."));
    }

    public GraphQlTester.Response reinstate(String user) {
        return call("reinstateUser", Map.of("userId", user));
    }

    /** The HTTP status of a call of a person. */
    public int statusOf(String token) {
        return api.http()
                .post()
                .uri("/graphql")
                .headers(headers -> headers.setBearerAuth(token))
                .bodyValue(Map.of("query", "{ me { id } }"))
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    /** The codes of a call's errors. */
    public static List<String> codes(GraphQlTester.Response response) {
        List<String> codes = new ArrayList<>();
        response.errors()
                .satisfy(errors -> errors.forEach(
                        error -> codes.add(String.valueOf(error.getExtensions().get("code")))));
        return codes;
    }
}
