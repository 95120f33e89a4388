package dev.marquee.onboarding.team;

import static org.awaitility.Awaitility.await;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.SeededPlan;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.identity.people.PeopleDesk;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a team can do with the event of an organizer who is shut out. */
@MarqueeTest
class InactiveOrganizerTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestToken organizer = TestTokens.organizer();
    private final TestToken manager = TestTokens.user();
    private final String administrator = TestTokens.admin().signed();

    @Autowired
    private Api api;

    @Test
    void cannotPutItOnSaleAgainBeforeTheOrganizerIsBack() {
        String event = event();
        PeopleDesk people = new PeopleDesk(api, administrator);
        String suspended = people.id(organizer);

        people.call(
                "suspendUser",
                Map.of("userId", suspended, "reason", "Sells nothing but air.", "takeEventsOffSale", true));
        await().atMost(PATIENCE).until(() -> status(event).equals("DRAFT"));
        managing().refuse("publish", Map.of("eventId", event), "ORGANIZER_INACTIVE");
        new EventDesk(api.as(administrator)).refuse("publish", Map.of("eventId", event), "ORGANIZER_INACTIVE");

        people.reinstate(suspended);
        managing().succeed("publish", Map.of("eventId", event));
    }

    @Test
    void cannotPutItOnSaleAgainAfterTheOrganizerHasLeft() {
        String event = event();
        api.as(organizer.signed())
                .document("mutation($email: String!) { deleteMyAccount(input: {email: $email}) { __typename } }")
                .variable("email", organizer.subject() + "@marquee.test")
                .execute()
                .path("deleteMyAccount.__typename")
                .entity(String.class)
                .isEqualTo("DeleteMyAccountSuccess");
        managing().refuse("publish", Map.of("eventId", event), "ORGANIZER_INACTIVE");
    }

    /** On sale, and with a manager. */
    private String event() {
        EventDesk desk = new EventDesk(api.as(organizer.signed()));
        Map<String, Object> input = EventDesk.input("Night " + UUID.randomUUID());
        input.put("planId", SeededPlan.PROFESSIONAL.id().toString());
        String event = desk.published(input, 1000);
        String invitation =
                new TeamDesk(api.as(organizer.signed())).invited(event, manager.subject() + "@marquee.test", "MANAGER");
        new TeamDesk(api.as(manager.signed())).accepted(invitation);
        return event;
    }

    private EventDesk managing() {
        return new EventDesk(api.as(manager.signed()));
    }

    private String status(String event) {
        return api.as(manager.signed())
                .document("query($id: ID!) { node(id: $id) { ... on Event { status } } }")
                .variable("id", event)
                .execute()
                .path("node.status")
                .entity(String.class)
                .get();
    }
}
