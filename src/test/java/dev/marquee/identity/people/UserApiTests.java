package dev.marquee.identity.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import reactor.test.StepVerifier;

/** People in the hands of administrators. */
@MarqueeTest
class UserApiTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String administrator = TestTokens.admin().signed();

    @Autowired
    private Api api;

    @Test
    void findsPeopleByNameAddressRoleAndStatus() {
        String mark = UUID.randomUUID().toString();
        String buyer = desk().id(TestTokens.user().name("Ada 100%_" + mark));
        String organizer = desk().id(TestTokens.organizer().email(mark.toUpperCase(Locale.ROOT) + "@marquee.test"));
        desk().suspend(buyer);

        assertThat(found(Map.of("search", mark))).containsExactly(organizer, buyer);
        assertThat(found(Map.of("search", "100%_" + mark))).containsExactly(buyer);
        assertThat(found(Map.of("search", mark, "role", "ORGANIZER"))).containsExactly(organizer);
        assertThat(found(Map.of("search", mark, "role", "ADMIN"))).isEmpty();
        assertThat(found(Map.of("search", mark, "status", "SUSPENDED"))).containsExactly(buyer);
        assertThat(found(Map.of("search", mark, "status", "ACTIVE"))).containsExactly(organizer);
        assertThat(found(Map.of("search", mark, "status", "DELETED"))).isEmpty();
    }

    @Test
    void pagesThroughPeople() {
        String mark = UUID.randomUUID().toString();
        String first = desk().id(TestTokens.user().name(mark));
        String second = desk().id(TestTokens.user().name(mark));

        GraphQlTester.Response page = users(Map.of("search", mark, "first", 1));
        page.path("users.nodes[*].id").entityList(String.class).containsExactly(second);
        String cursor =
                page.path("users.pageInfo.endCursor").entity(String.class).get();
        assertThat(found(Map.of("search", mark, "first", 1, "after", cursor))).containsExactly(first);
    }

    @Test
    void refusesASuspendedPersonWhoseTokenStillLives() {
        TestToken person = TestTokens.user();
        String id = desk().id(person);

        GraphQlTester.Response suspended = desk().suspend(id);

        suspended.path("result.user.status").entity(String.class).isEqualTo("SUSPENDED");
        suspended.path("result.user.suspension.reason").entity(String.class).isEqualTo("Sells nothing but air.");
        suspended.path("result.user.suspension.byId").entity(String.class).isEqualTo(desk().id(administrator));
        assertThat(desk().statusOf(person.signed())).isEqualTo(403);
        assertThat(desk().statusOf(person.claim("jti", "another").signed())).isEqualTo(403);

        desk().reinstate(id).path("result.user.status").entity(String.class).isEqualTo("ACTIVE");
        assertThat(desk().statusOf(person.signed())).isEqualTo(200);
    }

    @Test
    void endsTheSubscriptionsOfASuspendedPerson() {
        Shop.Offer offer = Shop.publish(api.as(TestTokens.organizer().signed()), 0, 5);
        TestToken person = TestTokens.user();
        String id = desk().id(person);
        WebSocketGraphQlTester watcher = api.webSocket(person.signed());

        StepVerifier.create(
                        watcher.document("subscription($id: ID!) { ticketAvailability(eventId: $id) { remaining } }")
                                .variable("id", offer.eventId())
                                .executeSubscription()
                                .toFlux("ticketAvailability.remaining", Integer.class)
                                .timeout(PATIENCE))
                .expectNext(5)
                .then(() -> desk().suspend(id))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                SubscriptionErrorException.class,
                                end -> assertThat(end.getErrors())
                                        .singleElement()
                                        .satisfies(each ->
                                                assertThat(each.getExtensions()).containsEntry("code", "SUSPENDED"))));
        watcher.stop().block(PATIENCE);
    }

    @Test
    void takesTheEventsOfASuspendedOrganizerOffSaleOnlyWhenTold() {
        TestToken stays = TestTokens.organizer();
        TestToken goes = TestTokens.organizer();
        Shop.Offer kept = Shop.publish(api.as(stays.signed()), 0, 5);
        Shop.Offer taken = Shop.publish(api.as(goes.signed()), 0, 5);

        desk().suspend(desk().id(stays));
        desk().call(
                        "suspendUser",
                        Map.of(
                                "userId",
                                desk().id(goes),
                                "reason",
                                "Sells nothing but air.",
                                "takeEventsOffSale",
                                true));

        await().atMost(PATIENCE).until(() -> statusOf(taken).equals("DRAFT"));
        assertThat(statusOf(kept)).isEqualTo("PUBLISHED");
    }

    @Test
    void takesARoleAtOnceWhateverTokensThereAre() {
        TestToken organizer = TestTokens.organizer();
        String id = desk().id(organizer);

        GraphQlTester.Response revoked = desk().call("revokeRole", Map.of("userId", id, "role", "ORGANIZER"));

        revoked.path("result.user.roles").entityList(String.class).containsExactly("USER");
        assertThat(PeopleDesk.codes(drafted(organizer))).containsExactly("FORBIDDEN");
    }

    @Test
    void givesARoleThatCountsFromTheNextTokenOn() {
        TestToken person = TestTokens.user();
        String id = desk().id(person);

        GraphQlTester.Response granted = desk().call("grantRole", Map.of("userId", id, "role", "ORGANIZER"));

        granted.path("result.user.roles").entityList(String.class).contains("USER", "ORGANIZER");
        assertThat(PeopleDesk.codes(drafted(person))).containsExactly("FORBIDDEN");
        TestToken next = person.roles("user", "organizer")
                .claim("iat", Date.from(Instant.now().plusSeconds(1)));
        assertThat(PeopleDesk.codes(drafted(next))).isEmpty();
    }

    @Test
    void believesANewerTokenThatKeycloakTookARoleAway() {
        TestToken organizer = TestTokens.organizer();
        String id = desk().id(organizer);

        desk().id(organizer.roles("user").claim("iat", Date.from(Instant.now().plusSeconds(1))));

        assertThat(PeopleDesk.codes(drafted(organizer))).containsExactly("FORBIDDEN");
        assertThat(found(Map.of("search", organizer.subject(), "role", "ORGANIZER")))
                .doesNotContain(id);
    }

    @Test
    void refusesWhatTheStateOfAnAccountDoesNotAllow() {
        String id = desk().id(TestTokens.user());

        desk().reinstate(id).path("result.status").entity(String.class).isEqualTo("ACTIVE");
        desk().suspend(id);
        desk().suspend(id).path("result.code").entity(String.class).isEqualTo("USER_STATE_CONFLICT");
        assertThat(PeopleDesk.codes(desk().call("grantRole", Map.of("userId", id, "role", "USER"))))
                .containsExactly("BAD_USER_INPUT");
        assertThat(PeopleDesk.codes(desk().suspend(PersonId.next().toString()))).containsExactly("NOT_FOUND");
    }

    @Test
    void namesTheActorOfTheAuditLogWithoutTellingOfTheSubject() {
        TestToken person = TestTokens.user();
        String id = desk().id(person);
        desk().suspend(id);

        GraphQlTester.Response log =
                api.as(administrator).document("""
                        query($id: ID!) { auditLog(filter: {subjectId: $id}) {
                          nodes { action actor { id } before after } } }""").variable("id", id).execute();
        log.path("auditLog.nodes[0].actor.id").entity(String.class).isEqualTo(desk().id(administrator));
        log.path("auditLog.nodes[0].before.status").entity(String.class).isEqualTo("ACTIVE");
        assertThat(log.path("auditLog.nodes").entity(List.class).get().toString())
                .doesNotContain(person.subject());
    }

    private PeopleDesk desk() {
        return new PeopleDesk(api, administrator);
    }

    private GraphQlTester.Response drafted(TestToken person) {
        return api.as(person.signed())
                .document("mutation($input: CreateEventInput!) { createEvent(input: $input) { __typename } }")
                .variable("input", EventDesk.input("Night " + UUID.randomUUID()))
                .execute();
    }

    private String statusOf(Shop.Offer offer) {
        return api.as(administrator)
                .document("query($slug: String!) { event(slug: $slug) { status } }")
                .variable("slug", offer.slug())
                .execute()
                .path("event.status")
                .entity(String.class)
                .get();
    }

    private List<String> found(Map<String, Object> arguments) {
        return users(arguments)
                .path("users.nodes[*].id")
                .entityList(String.class)
                .get();
    }

    private GraphQlTester.Response users(Map<String, Object> arguments) {
        GraphQlTester.Request<?> request = api.as(administrator).document("""
                query($search: String, $role: Role, $status: UserStatus, $first: Int = 20, $after: String) {
                  users(search: $search, role: $role, status: $status, first: $first, after: $after) {
                    nodes { id } pageInfo { endCursor } } }
                """);
        arguments.forEach(request::variable);
        return request.execute();
    }
}
