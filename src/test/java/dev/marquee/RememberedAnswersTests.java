package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.catalog.EventViewed;
import dev.marquee.dev.Api;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.Shop;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.onboarding.team.TeamDesk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Answers from memory are those that the database would have given. */
@MarqueeTest
@TestPropertySource(
        properties = {"marquee.answers.memory=16MB", "marquee.answers.pace=0s", "marquee.answers.silence=1m"})
@Import(RememberedAnswersTests.Views.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RememberedAnswersTests {

    private static final String TABLES = "event|ticket_type|event_stock|event_listing|person|category";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String PAGE = """
            query($slug: String!) { event(slug: $slug) { id title status soldOut myRole category { name }
              organizer { id name } availability { remaining soldOut } priceFrom { amount }
              ticketTypes { name hidden price { amount } remaining status } } }
            """;

    private static final String LIST = """
            query($city: String!, $available: Boolean!, $most: Long!) {
              events(filter: {city: $city, onlyAvailable: $available, price: {max: $most}}, first: 5) {
                totalCount pageInfo { hasNextPage }
                nodes { id title soldOut organizer { name } ticketTypes { name price { amount } remaining } } } }
            """;

    private final Api api;
    private final Statements statements;
    private final Views views;
    private final TestToken organizer = TestTokens.organizer();
    private final HttpGraphQlTester owner;
    private final EventDesk desk;
    private final String city = "Memory " + UUID.randomUUID();

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
        this.desk = new EventDesk(owner);
    }

    private record Sale(Shop.Offer offer) {

        Map<String, Object> question() {
            return Map.of("query", PAGE, "variables", Map.of("slug", offer.slug()));
        }
    }

    private Sale sale() {
        return new Sale(Shop.publish(owner, 0, 50));
    }

    private WebTestClient.ResponseSpec ask(Map<String, Object> question, Consumer<HttpHeaders> headers) {
        return api.http()
                .post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers)
                .bodyValue(JSON.writeValueAsBytes(question))
                .exchange();
    }

    private String remembered(Map<String, Object> question) {
        return text(ask(question, headers -> {}));
    }

    /** A cookie says something of the caller, so the answer is worked out. */
    private String workedOut(Map<String, Object> question) {
        return text(ask(question, headers -> headers.add(HttpHeaders.COOKIE, "a=b")));
    }

    private static String text(WebTestClient.ResponseSpec answer) {
        return String.valueOf(answer.expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    void answersAgainWithoutTheDatabaseAndStillCountsTheView() {
        Map<String, Object> question = sale().question();
        String first = remembered(question);
        int before = views.seen.get();
        List<String> issued =
                statements.over(TABLES, () -> assertThat(remembered(question)).isEqualTo(first));
        assertThat(issued).isEmpty();
        assertThat(views.seen.get()).isEqualTo(before + 1);
    }

    @Test
    void showsAPurchaseAtOnce() {
        Sale sale = sale();
        assertThat(remembered(sale.question())).contains("\"remaining\":50");
        Shop.order(api.as(TestTokens.user().signed()), sale.offer(), 2);
        assertThat(remembered(sale.question())).contains("\"remaining\":48").doesNotContain("\"remaining\":50");
    }

    @Test
    void showsTheNewOrganizerAtOnce() {
        Sale sale = sale();
        TestToken heir = TestTokens.user();
        String member = new TeamDesk(api.as(heir.signed()))
                .accepted(new TeamDesk(owner)
                        .invited(sale.offer().eventId(), heir.subject() + "@marquee.test", "STEWARD"));
        assertThat(remembered(sale.question())).doesNotContain(member);
        mutate(owner, "transferOwnership", Map.of("eventId", sale.offer().eventId(), "personId", member));
        assertThat(remembered(sale.question())).contains(member).isEqualTo(workedOut(sale.question()));
    }

    @Test
    void forgetsTheNameOfWhoDeletesTheirAccount() {
        Sale sale = sale();
        String before = remembered(sale.question());
        mutate(owner, "deleteMyAccount", Map.of("email", organizer.subject() + "@marquee.test"));
        assertThat(remembered(sale.question()))
                .isEqualTo(workedOut(sale.question()))
                .isNotEqualTo(before);
    }

    @Test
    void hidesARemovedEventAtOnce() {
        Sale sale = sale();
        remembered(sale.question());
        mutate(
                api.as(TestTokens.admin().signed()),
                "removeEvent",
                Map.of("eventId", sale.offer().eventId(), "reason", "There is no such hall."));
        assertThat(remembered(sale.question())).contains("\"event\":null");
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
        Sale sale = sale();
        String strangers = remembered(sale.question());
        String owners = text(ask(sale.question(), headers -> headers.setBearerAuth(organizer.signed())));
        assertThat(owners).contains("\"myRole\":\"OWNER\"");
        assertThat(remembered(sale.question())).isEqualTo(strangers).contains("\"myRole\":null");
    }

    @Test
    void refusesAWrongRequestHoweverWellItsAnswerIsKnown() {
        Map<String, Object> question = sale().question();
        remembered(question);
        api.http()
                .post()
                .uri("/graphql")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue(JSON.writeValueAsString(question))
                .exchange()
                .expectStatus()
                .isEqualTo(415);
        ask(question, headers -> headers.setAccept(List.of(MediaType.IMAGE_PNG)))
                .expectStatus()
                .isEqualTo(406);
    }

    @Test
    void sendsTheSameHeadersFromMemory() {
        Map<String, Object> question = sale().question();
        HttpHeaders worked = headers(question);
        HttpHeaders known = headers(question);
        assertThat(known).hasToString(worked.toString());
    }

    private HttpHeaders headers(Map<String, Object> question) {
        EntityExchangeResult<byte[]> result = ask(
                        question, headers -> headers.set("X-Request-Id", "same-for-both-of-them"))
                .expectBody()
                .returnResult();
        HttpHeaders headers = new HttpHeaders(result.getResponseHeaders());
        headers.remove(HttpHeaders.DATE);
        return headers;
    }

    @Test
    void worksTheSameQuestionOutOnceForManyAtATime() {
        Map<String, Object> question = sale().question();
        List<String> answers = new CopyOnWriteArrayList<>();
        List<String> once = statements.over(TABLES, () -> answers.add(workedOut(question)));
        List<String> together = statements.over(
                TABLES,
                () -> Flux.range(0, 20)
                        .flatMap(
                                i -> Mono.fromRunnable(() -> answers.add(remembered(question)))
                                        .subscribeOn(Schedulers.boundedElastic()),
                                20)
                        .blockLast(Duration.ofSeconds(60)));
        assertThat(answers).hasSize(21).containsOnly(answers.getFirst());
        assertThat(together).hasSizeLessThanOrEqualTo(2 * once.size());
    }

    @Test
    void agreesWithTheDatabaseWhateverHappens() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Sale> sales = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sales.add(sale());
            move(sales.getLast());
        }
        for (int step = 0; step < 40; step++) {
            Sale sale = sales.get(random.nextInt(sales.size()));
            int change = random.nextInt(CHANGES.size());
            CHANGES.get(change).accept(this, sale);
            for (Map<String, Object> question : questions(sale, random)) {
                remembered(question);
                assertThat(remembered(question))
                        .as("seed %d, step %d, change %d: %s", seed, step, change, question)
                        .isEqualTo(workedOut(question));
            }
        }
    }

    private void move(Sale sale) {
        desk.succeed("update", Map.of("eventId", sale.offer().eventId(), "venue", EventDesk.venue(city, 50.0, 10.0)));
    }

    private List<Map<String, Object>> questions(Sale sale, Random random) {
        Map<String, Object> variables =
                Map.of("city", city, "available", random.nextBoolean(), "most", random.nextInt(3) * 500L);
        return List.of(sale.question(), Map.of("query", LIST, "variables", variables));
    }

    private static final List<BiConsumer<RememberedAnswersTests, Sale>> CHANGES = List.of(
            (test, sale) -> test.buy(sale),
            (test, sale) -> test.desk.call(
                    "update", Map.of("eventId", sale.offer().eventId(), "title", "Night " + UUID.randomUUID())),
            (test, sale) -> test.change(sale, "price: 400"),
            (test, sale) -> test.change(sale, "hidden: true"),
            (test, sale) -> test.change(sale, "hidden: false"),
            (test, sale) -> test.change(sale, "name: \"" + UUID.randomUUID() + "\""),
            (test, sale) ->
                    test.desk.call("unpublish", Map.of("eventId", sale.offer().eventId())),
            (test, sale) ->
                    test.desk.call("publish", Map.of("eventId", sale.offer().eventId())),
            (test, sale) -> test.desk.tryTicketType(sale.offer().eventId(), 300, 5),
            (test, sale) -> test.owner
                    .document("mutation { updateProfile(input: {displayName: \"%s\"}) { __typename } }"
                            .formatted(UUID.randomUUID()))
                    .execute());

    private void buy(Sale sale) {
        api.as(TestTokens.user().signed())
                .document("""
                        mutation { placeOrder(input: {eventId: "%s", idempotencyKey: "%s",
                          lines: [{ticketTypeId: "%s", quantity: 4}]}) { __typename } }
                        """.formatted(
                        sale.offer().eventId(), UUID.randomUUID(), sale.offer().ticketTypeId()))
                .execute();
    }

    private void change(Sale sale, String what) {
        owner.document("""
                        mutation { updateTicketType(input: {ticketTypeId: "%s", %s}) { __typename } }
                        """.formatted(sale.offer().ticketTypeId(), what)).execute();
    }
}
