package dev.marquee.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.test.context.TestConstructor;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Who sees which events. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class EventVisibilityTests {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String STATUS =
            "subscription($id: ID!) { eventStatus(eventId: $id) { revision eventId status soldOut cancellationReason } }";

    private final Api api;
    private final String token = TestTokens.organizer().signed();
    private final HttpGraphQlTester owner;
    private final EventDesk desk;
    private final String title = "Secret " + UUID.randomUUID();

    EventVisibilityTests(Api api) {
        this.api = api;
        this.owner = api.as(token);
        this.desk = new EventDesk(owner);
    }

    @Test
    void showsADraftToItsTeamOnly() {
        String id = desk.draft(title);
        assertThat(sees(owner, id)).isTrue();
        assertThat(sees(api.as(TestTokens.admin().signed()), id)).isTrue();
        for (HttpGraphQlTester other : others()) {
            assertThat(sees(other, id)).isFalse();
        }
    }

    @Test
    void showsPublishedAndCancelledEventsToEverybody() {
        String id = desk.published(title);
        assertThat(others()).allMatch(other -> sees(other, id));
        desk.succeed("cancel", Map.of("eventId", id, "reason", "Rain"));
        assertThat(others()).allMatch(other -> sees(other, id));
        desk.succeed("create", EventDesk.input(title));
    }

    @Test
    void hidesAnUnpublishedEventAgain() {
        String id = desk.published(title);
        desk.succeed("unpublish", Map.of("eventId", id));
        assertThat(others()).noneMatch(other -> sees(other, id));
        assertThat(sees(owner, id)).isTrue();
    }

    @Test
    void listsTheEventsOfTheCallersTeams() {
        String first = desk.draft(title);
        String second = desk.draft(title);
        GraphQlTester.Response page = myEvents(owner, 1, null);
        assertThat(page.path("myEvents.nodes[*].id").entityList(String.class).get())
                .containsExactly(second);
        page.path("myEvents.totalCount").entity(Integer.class).isEqualTo(2);
        String cursor =
                page.path("myEvents.pageInfo.endCursor").entity(String.class).get();
        assertThat(myEvents(owner, 5, cursor)
                        .path("myEvents.nodes[*].id")
                        .entityList(String.class)
                        .get())
                .containsExactly(first);
        myEvents(api.as(TestTokens.organizer().signed()), 5, null)
                .path("myEvents.totalCount")
                .entity(Integer.class)
                .isEqualTo(0);
    }

    @Test
    void followsTheStatusUntilTheEventIsDeleted() {
        String id = desk.draft(title);
        desk.ticketType(id, 1000, 10);
        WebSocketGraphQlTester socket = api.webSocket(token);
        Flux<EventStatus> statuses = socket.document(STATUS)
                .variable("id", id)
                .executeSubscription()
                .toFlux("eventStatus.status", EventStatus.class);
        StepVerifier.create(statuses)
                .expectNext(EventStatus.DRAFT)
                .then(() -> desk.succeed("publish", Map.of("eventId", id)))
                .expectNext(EventStatus.PUBLISHED)
                .then(() -> desk.succeed("unpublish", Map.of("eventId", id)))
                .expectNext(EventStatus.DRAFT)
                .then(() -> desk.succeed("delete", Map.of("eventId", id)))
                .expectComplete()
                .verify(SOON);
        socket.stop().block(SOON);
    }

    @Test
    void doesNotLetStrangersFollowADraft() {
        String id = desk.draft(title);
        WebSocketGraphQlTester socket = api.webSocket(TestTokens.user().signed());
        StepVerifier.create(socket.document(STATUS)
                        .variable("id", id)
                        .executeSubscription()
                        .toFlux("eventStatus.status", EventStatus.class))
                .expectError()
                .verify(SOON);
        socket.stop().block(SOON);
    }

    @Test
    void tellsStrangersThatAnEventIsADraftAgainAndNoMore() {
        String id = desk.published(title);
        WebSocketGraphQlTester socket = api.webSocket(TestTokens.user().signed());
        StepVerifier.create(socket.document(STATUS)
                        .variable("id", id)
                        .executeSubscription()
                        .toFlux("eventStatus.status", EventStatus.class))
                .expectNext(EventStatus.PUBLISHED)
                .then(() -> desk.succeed("unpublish", Map.of("eventId", id)))
                .expectNext(EventStatus.DRAFT)
                .expectComplete()
                .verify(SOON);
        socket.stop().block(SOON);
    }

    private List<HttpGraphQlTester> others() {
        return List.of(
                api.anonymous(),
                api.as(TestTokens.user().signed()),
                api.as(TestTokens.organizer().signed()));
    }

    private boolean sees(HttpGraphQlTester person, String id) {
        GraphQlTester.Response answer = person.document("""
                        query($slug: String!, $id: ID!) { event(slug: $slug) { id } node(id: $id) { id } }
                        """)
                .variable("slug", Slug.of(title))
                .variable("id", id)
                .execute();
        List<String> found = answer.path("$..id").entityList(String.class).get();
        assertThat(found).allMatch(id::equals);
        assertThat(found.size()).isIn(0, 2);
        return found.size() == 2;
    }

    private static GraphQlTester.Response myEvents(HttpGraphQlTester person, int first, @Nullable String after) {
        return person.document("""
                        query($first: Int, $after: String) { myEvents(first: $first, after: $after) {
                          nodes { id myRole } totalCount pageInfo { endCursor } } }
                        """)
                .variable("first", first)
                .variable("after", after)
                .execute();
    }
}
