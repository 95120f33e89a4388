package dev.marquee.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.PersonId;
import dev.marquee.ticketing.SoldEvent;
import dev.marquee.ticketing.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.test.StepVerifier;

@MarqueeTest
class DoorApiTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CHECK_IN = """
            mutation($input: CheckInInput!) { checkIn(input: $input) {
              __typename
              ... on Admitted { checkIn { id outcome ticket { id } scannedAt } ticket { status usedAt } }
              ... on AlreadyCheckedIn { at gate device }
              ... on TicketRevoked { message } ... on WrongEvent { message } ... on UnknownTicket { message } } }
            """;
    private static final String UNDO = """
            mutation($id: ID!) { undoCheckIn(input: {checkInId: $id, reason: "wrong person"}) {
              __typename ... on UndoCheckInSuccess { checkIn { undoneAt ticket { status } } }
              ... on AlreadyUndone { code message } } }
            """;

    private static final Outcome ADMITTED = new Outcome(ScanOutcome.ADMITTED);
    private static final Outcome REFUSED = new Outcome(ScanOutcome.ALREADY_CHECKED_IN);

    private final Api api;
    private final SoldEvent event;
    private final SoldEvent other;
    private final PersonId buyer;
    private final TestToken steward = TestTokens.user();

    @Autowired
    DoorApiTests(Api api, DatabaseClient database) {
        this.api = api;
        this.event = SoldEvent.create(database);
        this.other = SoldEvent.create(database);
        this.buyer = SoldEvent.person(database, UUID.randomUUID().toString());
        event.member(SoldEvent.person(database, steward.subject()), "STEWARD");
    }

    @Test
    void answersEachOutcomeWithItsType() {
        Ticket ticket = event.issue(buyer, 1).getFirst();
        Ticket foreign = other.issue(buyer, 1).getFirst();

        scan(ticket.code())
                .path("checkIn.__typename")
                .entity(String.class)
                .isEqualTo("Admitted")
                .path("checkIn.checkIn.ticket.id")
                .entity(String.class)
                .isEqualTo(ticket.id().toString())
                .path("checkIn.ticket.status")
                .entity(String.class)
                .isEqualTo("USED");
        scan(ticket.code())
                .path("checkIn.__typename")
                .entity(String.class)
                .isEqualTo("AlreadyCheckedIn")
                .path("checkIn.gate")
                .entity(String.class)
                .isEqualTo("Gate A");
        scan(foreign.code()).path("checkIn.__typename").entity(String.class).isEqualTo("WrongEvent");
        scan("AAAA-BBBB-CCCC").path("checkIn.__typename").entity(String.class).isEqualTo("UnknownTicket");
    }

    @Test
    void takesBackAndListsWhatWasScanned() {
        Ticket foreign = other.issue(buyer, 1).getFirst();
        String id = scan(event.issue(buyer, 1).getFirst().code())
                .path("checkIn.checkIn.id")
                .entity(String.class)
                .get();
        scan(foreign.code());

        undo(id, steward)
                .path("undoCheckIn.__typename")
                .entity(String.class)
                .isEqualTo("UndoCheckInSuccess")
                .path("undoCheckIn.checkIn.ticket.status")
                .entity(String.class)
                .isEqualTo("VALID");
        undo(id, steward).path("undoCheckIn.code").entity(String.class).isEqualTo("ALREADY_UNDONE");

        assertThat(records("")).extracting(node -> node.get("outcome")).containsExactly("WRONG_EVENT", "ADMITTED");
        assertThat(records("")).extracting(node -> node.get("ticket") == null).containsExactly(true, false);
        assertThat(records(", outcome: ADMITTED")).hasSize(1);
        assertThat(records(", first: 1")).hasSize(1);
    }

    @Test
    void letsNobodyScanAtAnotherEventsDoor() {
        String id = scan(event.issue(buyer, 1).getFirst().code())
                .path("checkIn.checkIn.id")
                .entity(String.class)
                .get();
        TestToken stranger = TestTokens.organizer();

        api.as(stranger.signed())
                .document(CHECK_IN)
                .variable("input", input("AAAA-BBBB-CCCC"))
                .execute()
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "NOT_FOUND")));
        undo(id, stranger)
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "NOT_FOUND")));
    }

    @Test
    void streamsEachScanWithTotals() {
        List<Ticket> tickets = event.issue(buyer, 2);
        var socket = api.webSocket(steward.signed());
        var messages = socket.document("subscription($id: ID!) { checkInFeed(eventId: $id) { revision snapshot"
                        + " checkIns { outcome } totals { admitted refused issued } } }")
                .variable("id", event.id().toString())
                .executeSubscription()
                .toFlux("checkInFeed", Message.class);

        StepVerifier.create(messages)
                .assertNext(message ->
                        assertThat(message).isEqualTo(new Message(0, true, List.of(), new DoorTotals(0, 0, 2))))
                .then(() -> scan(tickets.getFirst().code()))
                .assertNext(message -> assertThat(message)
                        .isEqualTo(new Message(1, false, List.of(ADMITTED), new DoorTotals(1, 0, 2))))
                .then(() -> scan(tickets.getFirst().code()))
                .assertNext(message ->
                        assertThat(message).isEqualTo(new Message(2, false, List.of(REFUSED), new DoorTotals(1, 1, 2))))
                .thenCancel()
                .verify(PATIENCE);
        socket.stop().block(PATIENCE);
    }

    private record Outcome(ScanOutcome outcome) {}

    private record Message(long revision, boolean snapshot, List<Outcome> checkIns, DoorTotals totals) {}

    private Response scan(String code) {
        return api.as(steward.signed())
                .document(CHECK_IN)
                .variable("input", input(code))
                .execute();
    }

    private Map<String, String> input(String code) {
        return Map.of(
                "eventId",
                event.id().toString(),
                "code",
                code,
                "gate",
                "Gate A",
                "device",
                "device-1",
                "nonce",
                UUID.randomUUID().toString());
    }

    private Response undo(String id, TestToken token) {
        return api.as(token.signed()).document(UNDO).variable("id", id).execute();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> records(String arguments) {
        return (List<Map<String, Object>>) (List<?>) api.as(steward.signed())
                .document("{ checkIns(eventId: \"" + event.id() + "\"" + arguments
                        + ") { nodes { outcome ticket { id } } } }")
                .execute()
                .path("checkIns.nodes")
                .entityList(Map.class)
                .get();
    }
}
