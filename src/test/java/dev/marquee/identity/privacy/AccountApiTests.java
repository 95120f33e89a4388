package dev.marquee.identity.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.identity.people.PeopleDesk;
import dev.marquee.shared.PersonId;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;

/** What people may ask of those who keep their data. */
@MarqueeTest
class AccountApiTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestToken person = TestTokens.organizer();
    private final String administrator = TestTokens.admin().signed();

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @Test
    void givesOutAllThatIsKeptOfAPerson() {
        Shop.Offer own = Shop.publish(api.as(person.signed()), 0, 5);
        Shop.Offer other = Shop.publish(api.as(TestTokens.organizer().signed()), 0, 5);
        String order = Shop.order(api.as(person.signed()), other, 1).orderId();
        report(other);

        Map<String, Object> data = export(person);

        assertThat(data)
                .containsKeys("profile", "memberships", "invitations", "events", "sales", "orders", "tickets")
                .containsKeys("requests", "reports", "signOuts", "auditLog");
        assertThat(part(data, "profile")).contains(email(), desk().id(person));
        assertThat(part(data, "orders")).contains(order, other.eventId(), email());
        assertThat(part(data, "tickets")).contains(order);
        assertThat(part(data, "memberships")).contains(own.eventId(), "OWNER");
        assertThat(part(data, "reports")).contains("There is no such hall.");
        assertThat(part(data, "auditLog")).contains("publishEvent", own.eventId());
        assertThat(export(TestTokens.user()).toString()).doesNotContain(email(), order);
    }

    @Test
    void forgetsAPersonAndKeepsBooksAndTickets() {
        Shop.Offer own = Shop.publish(api.as(person.signed()), 0, 5);
        Shop.Offer other = Shop.publish(api.as(TestTokens.organizer().signed()), 0, 5);
        String order = Shop.order(api.as(person.signed()), other, 1).orderId();
        report(other);
        String id = desk().id(person);

        delete(email().toUpperCase(Locale.ROOT)).path("result.deletedAt").hasValue();

        assertThat(desk().statusOf(person.signed())).isEqualTo(403);
        assertThat(everything()).doesNotContain(email());
        GraphQlTester.Response user = api.as(administrator)
                .document("query($id: ID!) { user(id: $id) { displayName email status } }")
                .variable("id", id)
                .execute();
        user.path("user.displayName").entity(String.class).isEqualTo("Deleted person");
        user.path("user.status").entity(String.class).isEqualTo("DELETED");
        GraphQlTester.Response kept = api.as(administrator)
                .document(
                        "query($id: ID!) { order(id: $id) { status buyerEmail tickets { status attendee { name } } } }")
                .variable("id", order)
                .execute();
        kept.path("order.status").entity(String.class).isEqualTo("PAID");
        kept.path("order.buyerEmail").entity(String.class).isEqualTo("");
        kept.path("order.tickets[0].status").entity(String.class).isEqualTo("VALID");
        api.as(administrator)
                .document("query($slug: String!) { event(slug: $slug) { status } }")
                .variable("slug", own.slug())
                .execute()
                .path("event.status")
                .entity(String.class)
                .isEqualTo("DRAFT");
    }

    @Test
    void forgetsAPersonInWhatOthersBought() {
        Shop.Offer offer = Shop.publish(api.as(TestTokens.organizer().signed()), 0, 5);
        String buyer = TestTokens.user().signed();
        String order = guests().bought(buyer, offer, email().toUpperCase(Locale.ROOT));

        delete(email()).path("result.deletedAt").hasValue();

        assertThat(everything().toLowerCase(Locale.ROOT)).doesNotContain(email());
        assertThat(guests().attendees(order)).containsExactlyInAnyOrder("", "Guest of guest@marquee.test");
    }

    @Test
    void forgetsNobodyElseForAnAddressThatIsNotProven() {
        Shop.Offer offer = Shop.publish(api.as(TestTokens.organizer().signed()), 0, 5);
        String order = guests().bought(TestTokens.user().signed(), offer, "victim-" + email());

        TestToken stranger = TestTokens.user().email("victim-" + email()).claim("email_verified", false);
        api.as(stranger.signed())
                .document("mutation($email: String!) { deleteMyAccount(input: {email: $email}) { __typename } }")
                .variable("email", "victim-" + email())
                .execute()
                .path("deleteMyAccount.__typename")
                .entity(String.class)
                .isEqualTo("DeleteMyAccountSuccess");

        assertThat(guests().attendees(order)).contains("Guest of victim-" + email());
    }

    @Test
    void asksForTheAddressOfTheAccount() {
        assertThat(PeopleDesk.codes(delete("somebody@marquee.test"))).containsExactly("BAD_USER_INPUT");
        assertThat(desk().statusOf(person.signed())).isEqualTo(200);
    }

    @Test
    void letsNobodyGoWhoseTicketsAreSold() {
        Shop.Offer own = Shop.publish(api.as(person.signed()), 0, 5);
        Shop.order(api.as(TestTokens.user().signed()), own, 1);

        GraphQlTester.Response refused = delete(email());

        refused.path("result.code").entity(String.class).isEqualTo("OWNS_UPCOMING_EVENTS");
        refused.path("result.events").entity(Integer.class).isEqualTo(1);
        assertThat(part(export(person), "profile")).contains(email());
        api.anonymous()
                .document("query($slug: String!) { event(slug: $slug) { status } }")
                .variable("slug", own.slug())
                .execute()
                .path("event.status")
                .entity(String.class)
                .isEqualTo("PUBLISHED");
    }

    @Test
    void deletesThePersonInKeycloakThroughTheOutbox() {
        String id = desk().id(person);
        delete(email()).path("result.deletedAt").hasValue();

        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from outbox where topic = 'identity.standing-changed' "
                                + "and state = 'DONE' and payload ->> 'person' = '"
                                + PersonId.of(id).value() + "'")
                        == 1);
    }

    private GraphQlTester.Response delete(String email) {
        return api.as(person.signed()).document("""
                        mutation($email: String!) { result: deleteMyAccount(input: {email: $email}) {
                          ... on DeleteMyAccountSuccess { deletedAt }
                          ... on OwnsUpcomingEvents { events }
                          ... on Refusal { code } } }""").variable("email", email).execute();
    }

    private Map<String, Object> export(TestToken token) {
        return api.as(token.signed())
                .document("{ exportMyData }")
                .execute()
                .path("exportMyData")
                .entity(new ParameterizedTypeReference<Map<String, Object>>() {})
                .get();
    }

    private static String part(Map<String, Object> data, String section) {
        return String.valueOf(data.get(section));
    }

    private void report(Shop.Offer offer) {
        api.as(person.signed())
                .document("""
                        mutation($id: ID!) {
                          reportEvent(input: {eventId: $id, category: FAKE, text: "There is no such hall."}) {
                            __typename } }""")
                .variable("id", offer.eventId())
                .execute()
                .path("reportEvent.__typename")
                .entity(String.class)
                .isEqualTo("ReportEventSuccess");
    }

    /** The rows of every table that could tell of somebody's address. */
    private String everything() {
        return String.join(
                "",
                Objects.requireNonNull(database.sql("""
                        select p::text as line from person p union all select o::text from orders o
                        union all select l::text from order_line l union all select t::text from ticket t
                        union all select r::text from event_request r union all select r::text from event_report r
                        union all select a::text from audit_entry a union all select i::text from team_invitation i
                        """)
                        .mapValue(String.class)
                        .all()
                        .collectList()
                        .block()));
    }

    private long count(String sql) {
        return database.sql(sql).mapValue(Long.class).one().blockOptional().orElseThrow();
    }

    private String email() {
        return person.subject() + "@marquee.test";
    }

    private GuestDesk guests() {
        return new GuestDesk(api);
    }

    private PeopleDesk desk() {
        return new PeopleDesk(api, administrator);
    }
}
