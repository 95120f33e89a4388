package dev.marquee;

import static java.util.Map.entry;

import dev.marquee.dev.Api;
import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.PlanDesk;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.onboarding.request.RequestDesk;
import dev.marquee.onboarding.team.TeamDesk;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.OutboxId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.RefundId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** How each administrative and team action is carried out successfully by an administrator: its input, made ready. */
final class AuditedActions {

    private final BoxOffice shop;
    private final Api api;
    private final PlanDesk plans;
    private final RequestDesk requests;
    private final Map<String, Supplier<Map<String, Object>>> inputs = Map.ofEntries(
            entry("createPlan", PlanDesk::input),
            entry("updatePlan", () -> Map.of("planId", plan(), "archived", true)),
            entry("deletePlan", () -> Map.of("planId", plan())),
            entry(
                    "setEventFeatures",
                    () -> Map.of(
                            "eventId", draft(), "features", List.of(Map.of("feature", "ANALYTICS", "enabled", false)))),
            entry("suspendUser", () -> Map.of("userId", user(), "reason", "Sells nothing but air.")),
            entry("reinstateUser", () -> Map.of("userId", suspended())),
            entry("grantRole", () -> Map.of("userId", user(), "role", "ORGANIZER")),
            entry("revokeRole", () -> Map.of("userId", user(), "role", "ORGANIZER")),
            entry("removeEvent", () -> Map.of("eventId", published(), "reason", "There is no such hall.")),
            entry("dismissEventReport", () -> Map.of("reportId", report())),
            entry("retryRefund", () -> Map.of("refundId", failedRefund(), "idempotencyKey", key())),
            entry("retryDeadLetter", () -> Map.of("id", deadLetter())),
            entry("updateEvent", () -> Map.of("eventId", draft(), "title", "Another night")),
            entry("publishEvent", () -> Map.of("eventId", sellable())),
            entry("unpublishEvent", () -> Map.of("eventId", published())),
            entry("cancelEvent", () -> Map.of("eventId", published(), "reason", "The hall is closed.")),
            entry("deleteEvent", () -> Map.of("eventId", draft())),
            entry("createTicketType", () -> Map.of("eventId", draft(), "name", "Entry", "price", 100, "quantity", 5)),
            entry("updateTicketType", () -> Map.of("ticketTypeId", ticketType(), "name", "Balcony")),
            entry("deleteTicketType", () -> Map.of("ticketTypeId", ticketType())),
            entry("approveEventRequest", () -> Map.of("requestId", request())),
            entry("rejectEventRequest", () -> Map.of("requestId", request(), "reason", "There is no room.")),
            entry(
                    "inviteToTeam",
                    () -> Map.of("eventId", draft(), "email", key() + "@marquee.test", "role", "STEWARD")),
            entry("withdrawTeamInvitation", () -> Map.of("invitationId", invitation(draft(), TestTokens.user()))),
            entry("changeTeamRole", () -> aboutAMember(Map.of("role", "STEWARD", "gates", List.of("North")))),
            entry("removeFromTeam", () -> aboutAMember(Map.of())),
            entry("transferOwnership", () -> aboutAMember(Map.of())),
            entry("undoCheckIn", () -> Map.of("checkInId", admission(), "reason", "The wrong person.")));

    AuditedActions(BoxOffice shop, Api api) {
        this.shop = shop;
        this.api = api;
        this.plans = new PlanDesk(api.as(TestTokens.admin().signed()));
        this.requests = new RequestDesk(api.as(TestTokens.user().signed()));
    }

    Set<String> known() {
        return inputs.keySet();
    }

    Map<String, Object> inputOf(String action) {
        return inputs.getOrDefault(action, Map::of).get();
    }

    private String plan() {
        return plans.plan(PlanDesk.input());
    }

    private String request() {
        return requests.requested("An evening", null);
    }

    private String invitation(String event, TestToken guest) {
        return new TeamDesk(api.as(shop.organizer())).invited(event, guest.subject() + "@marquee.test", "STEWARD");
    }

    private Map<String, Object> aboutAMember(Map<String, Object> rest) {
        String event = draft();
        TestToken guest = TestTokens.user();
        String member = new TeamDesk(api.as(guest.signed())).accepted(invitation(event, guest));
        Map<String, Object> input = new HashMap<>(rest);
        input.put("eventId", event);
        input.put("personId", member);
        return input;
    }

    private String draft() {
        return shop.draft(10);
    }

    private String user() {
        return shop.as(TestTokens.organizer().signed(), "{ me { id } }", Map.of())
                .path("me.id")
                .entity(String.class)
                .get();
    }

    private String report() {
        Map<String, Object> input =
                Map.of("eventId", published(), "category", "FAKE", "text", "There is no such hall.");
        return shop.as(TestTokens.user().signed(), """
                        mutation($input: ReportEventInput!) { reportEvent(input: $input) {
                          ... on ReportEventSuccess { report { id } } } }""", Map.of("input", input))
                .path("reportEvent.report.id")
                .entity(String.class)
                .get();
    }

    private String suspended() {
        String user = user();
        shop.run("""
                update person set suspended_at = now(), suspended_by = id, suspension_reason = 'A test.'
                where id = '%s'""".formatted(PersonId.of(user).value()));
        return user;
    }

    private String sellable() {
        String event = draft();
        shop.ticketType(event, "Entry", 0, 5);
        return event;
    }

    private String published() {
        return shop.sale(10, 0, 5).event();
    }

    private String ticketType() {
        return shop.ticketType(draft(), "Entry", 100, 5);
    }

    private String admission() {
        BoxOffice.Sale sale = shop.sale(10, 0, 5);
        String buyer = TestTokens.user().signed();
        shop.placed(buyer, BoxOffice.order(sale, 1));
        String code = shop.as(buyer, "{ myTickets { nodes { qrPayload } } }", Map.of())
                .path("myTickets.nodes[0].qrPayload")
                .entity(String.class)
                .get();
        Map<String, Object> input =
                Map.of("eventId", sale.event(), "code", code, "gate", "Main", "device", "Scanner 1", "nonce", key());
        return shop.as(shop.organizer(), """
                        mutation($input: CheckInInput!) { checkIn(input: $input) {
                          ... on Admitted { checkIn { id } } } }""", Map.of("input", input))
                .path("checkIn.checkIn.id")
                .entity(String.class)
                .get();
    }

    /** Of a free order, so that no money seems to be anywhere. */
    private String failedRefund() {
        BoxOffice.Sale sale = shop.sale(10, 0, 5);
        OrderId order = OrderId.of(shop.placed(TestTokens.user().signed(), BoxOffice.order(sale, 1)));
        RefundId refund = RefundId.next();
        UUID payment = UUID.randomUUID();
        shop.run("""
                insert into payment (id, order_id, intent_id, status, amount, currency)
                values ('%1$s', '%2$s', 'pi_%1$s', 'REFUND_FAILED', 100, 'CHF')""".formatted(payment, order.value()));
        shop.run("""
                insert into refund (id, order_id, payment_id, amount, currency, reason, status, failure_reason)
                values ('%s', '%s', '%s', 100, 'CHF', 'A test.', 'FAILED', 'unknown')
                """.formatted(refund.value(), order.value(), payment));
        return refund.toString();
    }

    private String deadLetter() {
        OutboxId letter = OutboxId.next();
        shop.run("""
                insert into outbox (id, topic, handler, payload, state, attempts, last_error)
                values ('%s', 'audit', 'nobody', '{}', 'DEAD', 1, 'A test.')""".formatted(letter.value()));
        return letter.toString();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
