package dev.marquee.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.OutboxId;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;

/** What administrators see of effects that were given up, and do about them. */
@MarqueeTest
class GivenUpEffectTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    private final String administrator = TestTokens.admin().signed();

    @Test
    void triesADeadLetterAgainWhenAnAdministratorSaysSo() {
        String address = UUID.randomUUID() + "@marquee.test";
        String id = givenUp(TestTokens.user().email(address), address);
        assertThat(node(administrator, id)).isEqualTo("DeadLetter");

        retry(id).path("retryDeadLetter.id").entity(String.class).isEqualTo(id);

        await().atMost(PATIENCE).until(() -> mails(address) == 2);
        assertThat(node(administrator, id)).isEmpty();
        retry(id)
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "NOT_FOUND")));
    }

    @Test
    void showsDeadLettersPageByPageToAdministratorsOnly() {
        String first = UUID.randomUUID() + "@marquee.test";
        String second = UUID.randomUUID() + "@marquee.test";
        String earlier = givenUp(TestTokens.user().email(first), first);
        String later = givenUp(TestTokens.user().email(second), second);

        GraphQlTester.Response page = page(null);
        page.path("deadLetters.nodes[0].id").entity(String.class).isEqualTo(later);
        page.path("deadLetters.nodes[0].handler").entity(String.class).isEqualTo("email");
        page.path("deadLetters.nodes[0].attempts").entity(Integer.class).isEqualTo(100);
        page.path("deadLetters.nodes[0].lastError").entity(String.class).isEqualTo("no mail server");
        String cursor =
                page.path("deadLetters.pageInfo.endCursor").entity(String.class).get();
        page(cursor).path("deadLetters.nodes[0].id").entity(String.class).isEqualTo(earlier);
        assertThat(node(TestTokens.user().signed(), later)).isEmpty();
        assertThat(node(TestTokens.organizer().signed(), later)).isEmpty();
    }

    /** The welcome mail of a person, as if it had never been sent. */
    private String givenUp(TestToken person, String address) {
        api.as(person.signed())
                .document("{ me { id } }")
                .execute()
                .path("me.id")
                .hasValue();
        await().atMost(PATIENCE).until(() -> mails(address) == 1);
        return await().atMost(PATIENCE).until(() -> bury(address), id -> !id.isEmpty());
    }

    private String bury(String address) {
        return database.sql("""
                        update outbox set state = 'DEAD', done_at = null, attempts = 100, last_error = 'no mail server'
                        where state = 'DONE' and topic = 'identity.person-joined'
                          and payload ->> 'person' = (select id::text from person where email = :address)
                        returning id
                        """)
                .bind("address", address)
                .mapValue(UUID.class)
                .one()
                .map(id -> new OutboxId(id).toString())
                .defaultIfEmpty("")
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private static int mails(String address) {
        return TestServices.mail().receivedBy(address).size();
    }

    private GraphQlTester.Response retry(String id) {
        return api.as(administrator).document("""
                        mutation ($id: ID!) {
                          retryDeadLetter(input: {id: $id}) { ... on RetryDeadLetterSuccess { id } }
                        }""").variable("id", id).execute();
    }

    private GraphQlTester.Response page(@Nullable String after) {
        return api.as(administrator).document("""
                        query ($after: String) { deadLetters(first: 1, after: $after) {
                          nodes { id handler attempts lastError } pageInfo { endCursor } } }
                        """).variable("after", after).execute();
    }

    /** The type of a thing; empty for those who may not see it. */
    private String node(String token, String id) {
        return api
                .as(token)
                .document("query ($id: ID!) { nodes(ids: [$id]) { __typename } }")
                .variable("id", id)
                .execute()
                .path("nodes[?(@ != null)].__typename")
                .entityList(String.class)
                .get()
                .stream()
                .findFirst()
                .orElse("");
    }
}
