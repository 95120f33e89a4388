package dev.marquee.onboarding.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.ReceivedMail;
import dev.marquee.dev.SeededPlan;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.EventId;
import dev.marquee.shared.InvitationId;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Teams of events through the API. */
@MarqueeTest
class TeamApiTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestToken owner = TestTokens.organizer().name("Olga Owner");
    private final TestToken friend = TestTokens.user().name("Fred Friend");
    private final TestToken other = TestTokens.user();
    private final String title = "Team " + UUID.randomUUID();

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    private String event = "";

    @BeforeEach
    void createEvent() {
        event = event(SeededPlan.PROFESSIONAL);
    }

    @Test
    void invitesByMailAndLetsJoin() {
        String invitation = desk(owner).invited(event, email(friend).toUpperCase(Locale.ROOT), "MANAGER");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TestServices.mail().receivedBy(email(friend)))
                        .map(ReceivedMail::of)
                        .anySatisfy(
                                mail -> assertThat(mail.text()).contains("Olga Owner", title, "manager", invitation)));
        as(friend)
                .document("{ myInvitations { nodes { id role event { title } invitedBy { name } status } } }")
                .execute()
                .path("myInvitations.nodes[*].event.title")
                .entityList(String.class)
                .containsExactly(title);
        desk(friend)
                .answer("Accept", invitation)
                .path("result.member.role")
                .entity(String.class)
                .isEqualTo("MANAGER");
        assertThat(desk(friend).roles(event)).containsExactly("OWNER", "MANAGER");
        as(friend)
                .document("{ myEvents { nodes { id myRole enabledFeatures } } }")
                .execute()
                .path("myEvents.nodes[0].myRole")
                .entity(String.class)
                .isEqualTo("MANAGER");
    }

    @Test
    void isForTheVerifiedAddressOnly() {
        String invitation = desk(owner).invited(event, email(friend), "STEWARD");

        assertThat(TeamDesk.error(desk(other).answer("Accept", invitation))).isEqualTo("NOT_FOUND");
        assertThat(TeamDesk.error(desk(other).answer("Decline", invitation))).isEqualTo("NOT_FOUND");
        TestToken unverified = TestTokens.user().email(email(friend)).claim("email_verified", false);
        assertThat(TeamDesk.error(desk(unverified).answer("Accept", invitation)))
                .isEqualTo("NOT_FOUND");
        assertThat(TeamDesk.outcome(desk(friend).answer("Accept", invitation)))
                .isEqualTo("AcceptTeamInvitationSuccess");
        assertThat(TeamDesk.outcome(desk(friend).answer("Accept", invitation))).isEqualTo("AlreadyOnTeam");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DECLINED", "WITHDRAWN", "EXPIRED"})
    void cannotBeAcceptedAfterItsEnd(String end) {
        String invitation = desk(owner).invited(event, email(friend), "STEWARD");
        switch (end) {
            case "DECLINED" -> desk(friend).answer("Decline", invitation);
            case "WITHDRAWN" -> desk(owner).answer("Withdraw", invitation);
            default -> expire(invitation);
        }

        GraphQlTester.Response late = desk(friend).answer("Accept", invitation);

        late.path("result.code").entity(String.class).isEqualTo("INVITATION_CLOSED");
        assertThat(TeamDesk.outcome(desk(owner).invite(event, email(friend), "STEWARD")))
                .as("there is room for another one")
                .isEqualTo("InviteToTeamSuccess");
    }

    @Test
    void needsSubAdminsForManagersOnly() {
        String standard = event(SeededPlan.STANDARD);
        assertThat(TeamDesk.error(desk(owner).invite(standard, email(friend), "MANAGER")))
                .isEqualTo("FEATURE_DISABLED");
        String steward = desk(friend).accepted(desk(owner).invited(standard, email(friend), "STEWARD"));
        assertThat(TeamDesk.error(desk(owner).change(standard, steward, "MANAGER")))
                .isEqualTo("FEATURE_DISABLED");
    }

    @Test
    void invitesOnce() {
        desk(owner).invited(event, email(friend), "STEWARD");
        assertThat(TeamDesk.outcome(desk(owner).invite(event, email(friend), "MANAGER")))
                .isEqualTo("AlreadyInvited");
        assertThat(TeamDesk.outcome(desk(owner).invite(event, email(owner), "MANAGER")))
                .isEqualTo("AlreadyOnTeam");
    }

    @Test
    void letsAManagerDecideAboutStewardsOnly() {
        String manager = desk(friend).accepted(desk(owner).invited(event, email(friend), "MANAGER"));
        String steward = desk(other).accepted(desk(friend).invited(event, email(other), "STEWARD"));

        assertThat(TeamDesk.error(desk(friend).invite(event, "third@marquee.test", "MANAGER")))
                .isEqualTo("FORBIDDEN");
        assertThat(TeamDesk.error(desk(friend).change(event, steward, "MANAGER")))
                .isEqualTo("FORBIDDEN");
        assertThat(TeamDesk.error(desk(friend).remove(event, manager))).isEqualTo("FORBIDDEN");
        assertThat(TeamDesk.outcome(desk(friend).remove(event, steward))).isEqualTo("RemoveFromTeamSuccess");
        assertThat(TeamDesk.outcome(desk(friend).leave(event))).isEqualTo("LeaveTeamSuccess");
        assertThat(desk(owner).roles(event)).containsExactly("OWNER");
    }

    @Test
    void showsAStewardTheDoorAndNothingElse() {
        desk(friend).accepted(desk(owner).invited(event, email(friend), "STEWARD"));

        as(friend)
                .document("query($id: ID!) { checkIns(eventId: $id) { nodes { id } } }")
                .variable("id", event)
                .execute()
                .errors()
                .verify();
        for (String closed : new String[] {
            "{ team(eventId: \"%s\") { nodes { role } } }",
            "{ teamInvitations(eventId: \"%s\") { nodes { id } } }",
            "{ eventFeatures(eventId: \"%s\") { eventId } }",
            "mutation { updateEvent(input: {eventId: \"%s\", description: \"Mine\"}) { __typename } }",
            "mutation { publishEvent(input: {eventId: \"%s\"}) { __typename } }",
            "mutation { inviteToTeam(input: {eventId: \"%s\", email: \"a@b.c\", role: STEWARD}) { __typename } }"
        }) {
            assertThat(TeamDesk.error(
                            as(friend).document(closed.formatted(event)).execute()))
                    .as(closed)
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void handsTheEventOver() {
        String heir = desk(friend).accepted(desk(owner).invited(event, email(friend), "STEWARD"));
        assertThat(TeamDesk.outcome(desk(owner).leave(event))).isEqualTo("OwnerStays");
        assertThat(TeamDesk.error(desk(friend).transfer(event, heir, null))).isEqualTo("NOT_FOUND");

        desk(owner)
                .transfer(event, heir, "MANAGER")
                .path("result.owner.role")
                .entity(String.class)
                .isEqualTo("OWNER");

        assertThat(desk(friend).roles(event)).containsExactly("MANAGER", "OWNER");
        assertThat(TeamDesk.error(desk(owner).transfer(event, heir, null))).isEqualTo("NOT_FOUND");
        as(friend)
                .document("{ myEvents { nodes { organizer { name } } } }")
                .execute()
                .path("myEvents.nodes[0].organizer.name")
                .entity(String.class)
                .isEqualTo("Fred Friend");
        assertThat(TeamDesk.outcome(desk(owner).leave(event))).isEqualTo("LeaveTeamSuccess");
    }

    @Test
    void neverLeavesAnEventWithoutAnOwner() {
        UUID id = EventId.of(event).value();
        for (String sql : new String[] {
            "delete from event_member where event_id = :id",
            "update event_member set role = 'STEWARD' where event_id = :id"
        }) {
            assertThatThrownBy(() -> database.sql(sql)
                            .bind("id", id)
                            .then()
                            .as(transactions::transactional)
                            .block())
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
        assertThat(desk(owner).roles(event)).containsExactly("OWNER");
        new EventDesk(api.as(owner.signed())).succeed("delete", Map.of("eventId", event));
    }

    private void expire(String invitation) {
        database.sql("""
                        update team_invitation set created_at = created_at - interval '30 days',
                          expires_at = expires_at - interval '30 days' where id = :id
                        """).bind("id", InvitationId.of(invitation).value()).then().block();
    }

    private String event(SeededPlan plan) {
        Map<String, Object> input = EventDesk.input(title);
        input.put("planId", plan.id().toString());
        return new EventDesk(api.as(owner.signed())).draft(input);
    }

    private static String email(TestToken person) {
        return person.subject() + "@marquee.test";
    }

    private TeamDesk desk(TestToken who) {
        return new TeamDesk(as(who));
    }

    private GraphQlTester as(TestToken who) {
        return api.as(who.signed());
    }
}
