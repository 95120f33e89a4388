package dev.marquee.onboarding.team;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What people do with teams, through the API; each answer lies under {@code result}. */
public final class TeamDesk {

    private static final Map<String, String> PARTS = Map.of(
            "InviteToTeam", "invitation { id status email role gates expiresAt }",
            "WithdrawTeamInvitation", "invitation { id status }",
            "AcceptTeamInvitation", "member { person { id } role gates }",
            "DeclineTeamInvitation", "invitation { id status }",
            "ChangeTeamRole", "member { person { id } role gates }",
            "RemoveFromTeam", "personId",
            "LeaveTeam", "eventId",
            "TransferOwnership", "owner { person { id } role }");

    private final GraphQlTester person;

    public TeamDesk(GraphQlTester person) {
        this.person = person;
    }

    /** Invites, to the given gates alone, and gives the id of the invitation. */
    public String invited(String event, String email, String role, String... gates) {
        return invite(event, email, role, gates)
                .path("result.invitation.id")
                .entity(String.class)
                .get();
    }

    GraphQlTester.Response invite(String event, String email, String role, String... gates) {
        return call("InviteToTeam", Map.of("eventId", event, "email", email, "role", role, "gates", gates));
    }

    GraphQlTester.Response answer(String verb, String invitation) {
        return call(verb + "TeamInvitation", Map.of("invitationId", invitation));
    }

    /** Accepts and gives the id of the person. */
    public String accepted(String invitation) {
        return answer("Accept", invitation)
                .path("result.member.person.id")
                .entity(String.class)
                .get();
    }

    public GraphQlTester.Response change(String event, String member, String role, String... gates) {
        return call("ChangeTeamRole", Map.of("eventId", event, "personId", member, "role", role, "gates", gates));
    }

    GraphQlTester.Response remove(String event, String member) {
        return call("RemoveFromTeam", Map.of("eventId", event, "personId", member));
    }

    GraphQlTester.Response leave(String event) {
        return call("LeaveTeam", Map.of("eventId", event));
    }

    GraphQlTester.Response transfer(String event, String member, @Nullable String stayAs) {
        Map<String, @Nullable Object> input = new HashMap<>();
        input.put("eventId", event);
        input.put("personId", member);
        input.put("stayAs", stayAs);
        return call("TransferOwnership", input);
    }

    /** The roles of the team, in the order in which its members joined. */
    List<String> roles(String event) {
        return person.document("query($id: ID!) { team(eventId: $id) { nodes { role } } }")
                .variable("id", event)
                .execute()
                .path("team.nodes[*].role")
                .entityList(String.class)
                .get();
    }

    private GraphQlTester.Response call(String type, Map<String, ? extends @Nullable Object> input) {
        String field = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        return person.document("""
                        mutation($input: %1$sInput!) { result: %2$s(input: $input) {
                          __typename
                          ... on %1$sSuccess { %3$s }
                          ... on Refusal { code message } } }
                        """.formatted(type, field, PARTS.get(type)))
                .variable("input", input)
                .execute();
    }

    static String outcome(GraphQlTester.Response response) {
        return response.path("result.__typename").entity(String.class).get();
    }

    /** The code of the only error. */
    static String error(GraphQlTester.Response response) {
        List<ResponseError> errors = new ArrayList<>();
        response.errors().satisfy(errors::addAll);
        return errors.size() == 1
                ? String.valueOf(errors.getFirst().getExtensions().get("code"))
                : errors.toString();
    }
}
