package dev.marquee.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@MarqueeTest
class TicketApiTests {

    private final Api api;
    private final DatabaseClient database;
    private final TestToken holder = TestTokens.user();
    private final TestToken steward = TestTokens.user();
    private final SoldEvent event;
    private final PersonId buyer;

    @Autowired
    TicketApiTests(Api api, DatabaseClient database) {
        this.api = api;
        this.database = database;
        this.event = SoldEvent.create(database);
        this.buyer = SoldEvent.person(database, holder.subject());
    }

    @BeforeEach
    void steward() {
        event.member(SoldEvent.person(database, steward.subject()), "STEWARD");
    }

    @Test
    void listsTheCallersTicketsLatestFirstPageByPage() {
        event.issue(buyer, 2);
        event.issue(buyer, 3);
        SoldEvent.create(database).issue(buyer, 1);
        List<String> issued = new ArrayList<>();
        String after = null;
        for (int size : List.of(2, 2, 1)) {
            var page = myTickets(after);
            assertThat(page.nodes()).hasSize(size);
            page.nodes().forEach(ticket -> issued.add(String.valueOf(ticket.get("issuedAt"))));
            after = Objects.requireNonNull(page.pageInfo()).endCursor();
        }
        assertThat(issued).hasSize(5).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void showsWhatATicketIsFor() {
        Ticket ticket = event.issue(buyer, 1).getFirst();

        api.as(holder.signed())
                .document("""
                        { myTickets { nodes { id code status event { id } ticketType { id name }
                          attendee { name email } qrPayload qrPngUrl qrSvgUrl usedAt } } ticketKeys { id active } }
                        """)
                .execute()
                .path("myTickets.nodes[0].id")
                .entity(String.class)
                .isEqualTo(ticket.id().toString())
                .path("myTickets.nodes[0].code")
                .entity(String.class)
                .isEqualTo(ticket.code())
                .path("myTickets.nodes[0].status")
                .entity(String.class)
                .isEqualTo("VALID")
                .path("myTickets.nodes[0].event.id")
                .entity(String.class)
                .isEqualTo(event.id().toString())
                .path("myTickets.nodes[0].ticketType.name")
                .entity(String.class)
                .isEqualTo("General")
                .path("myTickets.nodes[0].attendee.name")
                .entity(String.class)
                .isEqualTo("Guest 0")
                .path("myTickets.nodes[0].qrPayload")
                .entity(String.class)
                .matches(text -> text.startsWith("MQ1.dev."))
                .path("myTickets.nodes[0].qrPngUrl")
                .entity(String.class)
                .isEqualTo("http://localhost:8080/tickets/" + ticket.id() + "/qr.png")
                .path("ticketKeys[0].active")
                .entity(Boolean.class)
                .isEqualTo(true);
    }

    @Test
    void servesTheImageToHolderAndTeam() throws Exception {
        Ticket ticket = event.issue(buyer, 1).getFirst();
        String payload = payload(ticket);

        for (TestToken token : List.of(holder, steward, TestTokens.admin())) {
            byte[] png = image(ticket.id() + "/qr.png", token.signed())
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentType("image/png")
                    .expectHeader()
                    .valueMatches("Cache-Control", ".*private.*")
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectBody(byte[].class)
                    .returnResult()
                    .getResponseBody();
            byte[] svg = image(ticket.id() + "/qr.svg", token.signed())
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentType("image/svg+xml")
                    .expectBody(byte[].class)
                    .returnResult()
                    .getResponseBody();
            assertThat(QrImagesTests.fromPng(Objects.requireNonNull(png))).isEqualTo(payload);
            assertThat(QrImagesTests.fromSvg(new String(Objects.requireNonNull(svg), StandardCharsets.UTF_8)))
                    .isEqualTo(payload);
        }
    }

    @Test
    void tellsStrangersNothingOfATicket() {
        Ticket ticket = event.issue(buyer, 1).getFirst();
        String stranger = TestTokens.organizer().signed();

        String missing = refusal(image(TicketId.next() + "/qr.png", stranger), 404);
        assertThat(refusal(image(ticket.id() + "/qr.png", stranger), 404))
                .isEqualTo(missing)
                .contains("NOT_FOUND");
        assertThat(refusal(image("nonsense/qr.svg", stranger), 404)).isEqualTo(missing);
        assertThat(refusal(image(ticket.id() + "/qr.png", null), 401)).contains("UNAUTHENTICATED");
    }

    @Test
    void findsATicketByIdForHolderAndTeamOnly() {
        Ticket ticket = event.issue(buyer, 1).getFirst();

        assertThat(node(ticket, holder.signed())).containsEntry("code", ticket.code());
        assertThat(node(ticket, steward.signed())).containsEntry("code", ticket.code());
        assertThat(node(ticket, TestTokens.user().signed())).isNull();
        assertThat(node(ticket, null)).isNull();
    }

    private record PageInfo(@Nullable String endCursor) {}

    private record Tickets(List<Map<String, Object>> nodes, PageInfo pageInfo) {}

    private Tickets myTickets(@Nullable String after) {
        return api.as(holder.signed())
                .document("""
                        query($event: ID, $after: String) { myTickets(eventId: $event, first: 2, after: $after) {
                          nodes { id issuedAt } pageInfo { endCursor } } }
                        """)
                .variable("event", event.id().toString())
                .variable("after", after)
                .execute()
                .path("myTickets")
                .entity(Tickets.class)
                .get();
    }

    private String payload(Ticket ticket) {
        return String.valueOf(
                Objects.requireNonNull(node(ticket, holder.signed())).get("qrPayload"));
    }

    @SuppressWarnings("unchecked")
    private @Nullable Map<String, Object> node(Ticket ticket, @Nullable String token) {
        var tester = token == null ? api.anonymous() : api.as(token);
        Map<String, Object> data = tester.document(
                        "query($id: ID!) { node(id: $id) { id ... on Ticket { code qrPayload } } }")
                .variable("id", ticket.id().toString())
                .execute()
                .path("")
                .entity(Map.class)
                .get();
        return (Map<String, Object>) data.get("node");
    }

    private ResponseSpec image(String path, @Nullable String token) {
        var request = api.http().get().uri("/tickets/" + path);
        return (token == null ? request : request.headers(headers -> headers.setBearerAuth(token))).exchange();
    }

    private static String refusal(ResponseSpec response, int status) {
        return Objects.requireNonNull(response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/json")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
