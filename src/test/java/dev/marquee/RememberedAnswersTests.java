package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventViewed;
import dev.marquee.dev.Api;
import dev.marquee.dev.Shop;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.onboarding.team.TeamDesk;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Answers from memory are those that the database would have given. */
@RememberingTest
class RememberedAnswersTests {

    private static final String TABLES = "event|ticket_type|event_stock|event_listing|person|category";

    private final Api api;
    private final Statements statements;
    private final Views views;
    private final TestToken organizer = TestTokens.organizer();
    private final HttpGraphQlTester owner;
    private final Questions questions;

    /** Counts the looks at events. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Views {

        private final AtomicInteger seen = new AtomicInteger();

        @EventListener
        void viewed(EventViewed viewed) {
            seen.incrementAndGet();
        }

        @Bean
        AtomicInteger seen() {
            return seen;
        }
    }

    RememberedAnswersTests(Api api, Statements statements, Views views) {
        this.api = api;
        this.statements = statements;
        this.views = views;
        this.owner = api.as(organizer.signed());
        this.questions = new Questions(api);
    }

    private Shop.Offer sale() {
        return Shop.publish(owner, 0, 50);
    }

    @Test
    void answersAgainWithoutTheDatabaseAndStillCountsTheView() {
        Map<String, Object> question = Questions.page(sale());
        String first = questions.remembered(question);
        int before = views.seen.get();
        List<String> issued = statements.over(
                TABLES, () -> assertThat(questions.remembered(question)).isEqualTo(first));
        assertThat(issued).isEmpty();
        assertThat(views.seen.get()).isEqualTo(before + 1);
    }

    @Test
    void showsAPurchaseAtOnce() {
        Shop.Offer sale = sale();
        assertThat(questions.remembered(Questions.page(sale))).contains("\"remaining\":50");
        Shop.order(api.as(TestTokens.user().signed()), sale, 2);
        assertThat(questions.remembered(Questions.page(sale)))
                .contains("\"remaining\":48")
                .doesNotContain("\"remaining\":50");
    }

    @Test
    void showsTheNewOrganizerAtOnce() {
        Shop.Offer sale = sale();
        TestToken heir = TestTokens.user();
        String member = new TeamDesk(api.as(heir.signed()))
                .accepted(new TeamDesk(owner).invited(sale.eventId(), heir.subject() + "@marquee.test", "STEWARD"));
        assertThat(questions.remembered(Questions.page(sale))).doesNotContain(member);
        mutate(owner, "transferOwnership", Map.of("eventId", sale.eventId(), "personId", member));
        assertThat(questions.remembered(Questions.page(sale)))
                .contains(member)
                .isEqualTo(questions.workedOut(Questions.page(sale)));
    }

    @Test
    void forgetsTheNameOfWhoDeletesTheirAccount() {
        Shop.Offer sale = sale();
        String before = questions.remembered(Questions.page(sale));
        mutate(owner, "deleteMyAccount", Map.of("email", organizer.subject() + "@marquee.test"));
        assertThat(questions.remembered(Questions.page(sale)))
                .isEqualTo(questions.workedOut(Questions.page(sale)))
                .isNotEqualTo(before);
    }

    @Test
    void hidesARemovedEventAtOnce() {
        Shop.Offer sale = sale();
        questions.remembered(Questions.page(sale));
        mutate(
                api.as(TestTokens.admin().signed()),
                "removeEvent",
                Map.of("eventId", sale.eventId(), "reason", "There is no such hall."));
        assertThat(questions.remembered(Questions.page(sale))).contains("\"event\":null");
    }

    private static void mutate(HttpGraphQlTester caller, String verb, Map<String, Object> input) {
        String name = verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1);
        caller.document("mutation($input: %1$sInput!) { %2$s(input: $input) { __typename } }".formatted(name, verb))
                .variable("input", input)
                .execute()
                .path(verb + ".__typename")
                .entity(String.class)
                .isEqualTo(name + "Success");
    }

    @Test
    void keepsTheAnswersOfPeopleWhoAreSignedInApart() {
        Shop.Offer sale = sale();
        String strangers = questions.remembered(Questions.page(sale));
        String owners = Questions.text(
                questions.ask(Questions.page(sale), headers -> headers.setBearerAuth(organizer.signed())));
        assertThat(owners).contains("\"myRole\":\"OWNER\"");
        assertThat(questions.remembered(Questions.page(sale)))
                .isEqualTo(strangers)
                .contains("\"myRole\":null");
    }

    @Test
    void refusesAWrongRequestHoweverWellItsAnswerIsKnown() {
        Map<String, Object> question = Questions.page(sale());
        questions.remembered(question);
        api.http()
                .post()
                .uri("/graphql")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue(Questions.json(question))
                .exchange()
                .expectStatus()
                .isEqualTo(415);
        questions
                .ask(question, headers -> headers.setAccept(List.of(MediaType.IMAGE_PNG)))
                .expectStatus()
                .isEqualTo(406);
    }

    @Test
    void sendsTheSameHeadersFromMemory() {
        Map<String, Object> question = Questions.page(sale());
        HttpHeaders worked = headers(question);
        HttpHeaders known = headers(question);
        assertThat(known).hasToString(worked.toString());
    }

    private HttpHeaders headers(Map<String, Object> question) {
        EntityExchangeResult<byte[]> result = questions
                .ask(question, headers -> headers.set("X-Request-Id", "same-for-both-of-them"))
                .expectBody()
                .returnResult();
        HttpHeaders headers = new HttpHeaders(result.getResponseHeaders());
        headers.remove(HttpHeaders.DATE);
        return headers;
    }

    @Test
    void worksTheSameQuestionOutOnceForManyAtATime() {
        Map<String, Object> question = Questions.page(sale());
        List<String> answers = new CopyOnWriteArrayList<>();
        List<String> once = statements.over(TABLES, () -> answers.add(questions.workedOut(question)));
        List<String> together = statements.over(
                TABLES,
                () -> Flux.range(0, 20)
                        .flatMap(
                                i -> Mono.fromRunnable(() -> answers.add(questions.remembered(question)))
                                        .subscribeOn(Schedulers.boundedElastic()),
                                20)
                        .blockLast(Duration.ofSeconds(60)));
        assertThat(answers).hasSize(21).containsOnly(answers.getFirst());
        assertThat(together).hasSizeLessThanOrEqualTo(2 * once.size());
    }
}
