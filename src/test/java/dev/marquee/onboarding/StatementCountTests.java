package dev.marquee.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.onboarding.request.RequestDesk;
import dev.marquee.onboarding.team.TeamDesk;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.test.context.TestPropertySource;

/** How many SQL statements a page of requests, members or invitations takes. */
@MarqueeTest
@TestPropertySource(properties = "marquee.lanes.count=0")
class StatementCountTests {

    private static final String TABLES =
            "event|event_request|event_request_transition|event_member|team_invitation|person|plan";
    private static final int PAGE = 5;

    @Autowired
    private Api api;

    @Autowired
    private Statements statements;

    @Test
    void doesNotGrowWithTheNumberOfRequests() {
        GraphQlTester requester = api.as(TestTokens.user().signed());
        RequestDesk desk = new RequestDesk(requester);
        for (int i = 0; i < PAGE; i++) {
            desk.requested("Counted " + UUID.randomUUID(), null);
        }
        String document = """
                query($first: Int!) { result: myEventRequests(first: $first) { nodes {
                  id plan { name } requester { name } event { id } decidedBy { name }
                  history { to by { name } } } } }""";
        assertThat(statementsOf(requester, document, PAGE))
                .isNotEmpty()
                .hasSameSizeAs(statementsOf(requester, document, 1));
    }

    @Test
    void doesNotGrowWithTheSizeOfTheTeam() {
        String token = TestTokens.organizer().signed();
        GraphQlTester owner = api.as(token);
        String event = new EventDesk(api.as(token)).draft("Counted " + UUID.randomUUID());
        for (int i = 0; i < PAGE; i++) {
            TestToken guest = TestTokens.user();
            String invitation = new TeamDesk(owner).invited(event, guest.subject() + "@marquee.test", "STEWARD");
            new TeamDesk(api.as(guest.signed())).accepted(invitation);
        }
        String team = """
                query($first: Int!) { result: team(eventId: "%s", first: $first) { nodes {
                  role person { name email } } } }""".formatted(event);
        String invitations = """
                query($first: Int!) { result: teamInvitations(eventId: "%s", first: $first) { nodes {
                  status event { title } invitedBy { name } } } }""".formatted(event);
        for (String document : List.of(team, invitations)) {
            assertThat(statementsOf(owner, document, PAGE))
                    .isNotEmpty()
                    .hasSameSizeAs(statementsOf(owner, document, 1));
        }
    }

    private List<String> statementsOf(GraphQlTester person, String document, int first) {
        return statements.fewestOver(
                TABLES,
                () -> person.document(document)
                        .variable("first", first)
                        .execute()
                        .path("result.nodes")
                        .entityList(Object.class)
                        .hasSize(first));
    }
}
