package dev.marquee.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.onboarding.team.TeamDesk;
import dev.marquee.ticketing.SoldEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.r2dbc.core.DatabaseClient;

/** Stewards who are to scan at some gates only. */
@MarqueeTest
class StewardGateTests {

    private final Api api;
    private final Statements statements;
    private final DatabaseClient database;
    private final SoldEvent event;
    private final String eventId;
    private final TestToken manager = TestTokens.user();
    private final TestToken steward = TestTokens.user();

    @Autowired
    StewardGateTests(Api api, Statements statements, DatabaseClient database) {
        this.api = api;
        this.statements = statements;
        this.database = database;
        this.event = SoldEvent.create(database);
        this.eventId = event.id().toString();
        event.member(SoldEvent.person(database, manager.subject()), "MANAGER");
    }

    @Test
    void scansAtTheOwnGatesOnly() {
        join("North", "VIP");
        String code = ticket();

        refused(scan(steward, code, "South"), "South", "North", "VIP");
        assertThat(outcome(scan(steward, code, " VIP "))).isEqualTo("Admitted");
        refused(scan(steward, code, "South"), "South", "North", "VIP");

        assertThat(gatesOfRecords()).containsExactly("VIP");
    }

    @Test
    void undoesAtTheOwnGatesOnly() {
        join("North");
        String south = admitted(scan(manager, ticket(), "South"));
        String north = admitted(scan(manager, ticket(), "North"));

        refused(undo(south), "South", "North");
        undo(north).path("undoCheckIn.__typename").entity(String.class).isEqualTo("UndoCheckInSuccess");
    }

    @Test
    void followsAChangeOfTheGatesAtTheNextScan() {
        String person = join();
        assertThat(outcome(scan(steward, ticket(), "North"))).isEqualTo("Admitted");

        team(manager).change(eventId, person, "STEWARD", "South");
        refused(scan(steward, ticket(), "North"), "North", "South");
        assertThat(outcome(scan(steward, ticket(), "South"))).isEqualTo("Admitted");

        team(manager).change(eventId, person, "STEWARD");
        assertThat(outcome(scan(steward, ticket(), "North"))).isEqualTo("Admitted");
    }

    /** What is read with each scan can be outdated on no instance. */
    @Test
    void readsTheGatesWithTheMembershipOfEachScan() {
        join("North");
        scan(steward, ticket(), "North");

        assertThat(statements.over("event_member", () -> scan(steward, "AAAA-BBBB-CCCC", "North")))
                .hasSize(1);
    }

    @Test
    void seesWhoCameWithoutTheirAddresses() {
        join("North");
        admitted(scan(steward, ticket(), "North"));

        assertThat(addresses(manager)).isNotEmpty().doesNotContainNull();
        assertThat(addresses(steward)).isNotEmpty().containsOnlyNulls();
    }

    private List<String> addresses(TestToken reader) {
        return api.as(reader.signed())
                .document("""
                        query($id: ID!) { checkIns(eventId: $id) { nodes { ticket { attendee { name email } } } } }
                        """)
                .variable("id", eventId)
                .execute()
                .path("checkIns.nodes[*].ticket.attendee.email")
                .entityList(String.class)
                .get();
    }

    @Test
    void tellsTheStewardWhereToScan() {
        join("North", "VIP");

        String mine = "{ myEvents { nodes { myRole myGates } } }";
        assertThat(api.as(steward.signed())
                        .document(mine)
                        .execute()
                        .path("myEvents.nodes[0].myGates")
                        .entityList(String.class)
                        .get())
                .containsExactly("North", "VIP");
        assertThat(api.as(manager.signed())
                        .document(mine)
                        .execute()
                        .path("myEvents.nodes[0].myGates")
                        .entityList(String.class)
                        .get())
                .isEmpty();
        api.as(TestTokens.user().signed())
                .document("{ node(id: \"" + eventId + "\") { ... on Event { myGates } } }")
                .execute()
                .path("node.myGates")
                .valueIsNull();
    }

    private String join(String... gates) {
        String invitation = team(manager).invited(eventId, steward.subject() + "@marquee.test", "STEWARD", gates);
        return team(steward).accepted(invitation);
    }

    private TeamDesk team(TestToken who) {
        return new TeamDesk(api.as(who.signed()));
    }

    private String ticket() {
        return event.issue(SoldEvent.person(database, UUID.randomUUID().toString()), 1)
                .getFirst()
                .code();
    }

    private Response scan(TestToken who, String code, String gate) {
        return api.as(who.signed())
                .document("""
                        mutation($input: CheckInInput!) { checkIn(input: $input) {
                          __typename ... on Admitted { checkIn { id } } } }
                        """)
                .variable(
                        "input",
                        Map.of(
                                "eventId", eventId,
                                "code", code,
                                "gate", gate,
                                "device", "device-1",
                                "nonce", UUID.randomUUID().toString()))
                .execute();
    }

    private Response undo(String id) {
        return api.as(steward.signed())
                .document("mutation($id: ID!) { undoCheckIn(input: {checkInId: $id, reason: \"wrong person\"}) {"
                        + " __typename } }")
                .variable("id", id)
                .execute();
    }

    private List<String> gatesOfRecords() {
        return api.as(steward.signed())
                .document("{ checkIns(eventId: \"" + eventId + "\") { nodes { gate } } }")
                .execute()
                .path("checkIns.nodes[*].gate")
                .entityList(String.class)
                .get();
    }

    private static String outcome(Response response) {
        return response.path("checkIn.__typename").entity(String.class).get();
    }

    private static String admitted(Response response) {
        return response.path("checkIn.checkIn.id").entity(String.class).get();
    }

    private static void refused(Response response, String gate, String... own) {
        response.errors()
                .satisfy(errors -> assertThat(errors).singleElement().satisfies(error -> {
                    assertThat(error.getExtensions())
                            .containsEntry("code", "FORBIDDEN")
                            .containsEntry("gate", gate)
                            .containsEntry("gates", List.of(own));
                    assertThat(error)
                            .extracting(ResponseError::getMessage)
                            .asString()
                            .contains(own)
                            .contains(gate);
                }));
    }
}
