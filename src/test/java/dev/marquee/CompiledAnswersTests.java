package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.platform.Basis;
import dev.marquee.platform.Rows;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Whatever is selected, filtered by and sold, and whoever asks: answers by plans are those of the fields themselves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompiledAnswersTests {

    /** Tickets held, half of them for too long already. */
    private static final List<String> HOLDS = List.of("""
                    insert into hold (order_id, ticket_type_id, event_id, person_id, quantity, state, expires_at)
                    select o.id, t.id, t.event_id, gen_random_uuid(), 1, 'ACTIVE',
                      now() + (round(random()) * 2 - 1) * interval '1 hour'
                    from ticket_type t cross join (select id from orders limit 2) o
                    where t.sold + 2 <= t.quantity and random() < 0.5 on conflict do nothing
                    """, """
                    update ticket_type t set held = h.quantity
                    from (select ticket_type_id, sum(quantity) as quantity from hold where state = 'ACTIVE'
                          group by ticket_type_id) h where h.ticket_type_id = t.id
                    """, """
                    update event_stock s set held = h.quantity
                    from (select event_id, sum(quantity) as quantity from hold where state = 'ACTIVE' group by event_id) h
                    where h.event_id = s.event_id
                    """);

    /** Few, so that statements are forgotten all the time. */
    private static final int MOST_PREPARED = 8;

    private static final int QUESTIONS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern CURSOR = Pattern.compile("\"[a-zA-Z]*[cC]ursor\":\"([^\"]+)\"");

    private final String database = TestServices.freshDatabase();
    private final RunningMarquee compiled = start(true);
    private final RunningMarquee usual = start(false);
    private final TestToken organizer = TestTokens.organizer();
    private final List<String> callers = List.of(
            "",
            organizer.signed(),
            TestTokens.user().signed(),
            TestTokens.organizer().signed(),
            TestTokens.admin().signed());
    private final List<String> slugs = new ArrayList<>(List.of("no-such-event", ""));
    private final List<String> cursors = new ArrayList<>(List.of("none"));
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final RandomQuestions questions = new RandomQuestions(random, slugs, cursors);

    private RunningMarquee start(boolean on) {
        return RunningMarquee.start(
                database,
                Map.of(
                        "marquee.selection.compiled",
                        on,
                        "marquee.answers.memory",
                        "0B",
                        "spring.r2dbc.properties.preparedStatementCacheQueries",
                        MOST_PREPARED,
                        "marquee.ordering.sweep-interval",
                        "10m"));
    }

    @AfterAll
    void stop() {
        compiled.close();
        usual.close();
    }

    @BeforeAll
    void fill() {
        HttpGraphQlTester owner = compiled.api().as(organizer.signed());
        HttpGraphQlTester buyer = compiled.api().as(TestTokens.user().signed());
        EventDesk desk = new EventDesk(owner);
        for (int number = 0; number < 14; number++) {
            Shop.Offer offer = Shop.publish(owner, number % 3 * 500L, 4 + number % 3);
            slugs.add(offer.slug());
            Map<String, Object> place = EventDesk.venue(number % 2 == 0 ? "Oslo" : "Lyon", 50 + number, 10);
            desk.succeed("update", Map.of("eventId", offer.eventId(), "venue", place, "capacity", 20));
            for (int more = random.nextInt(4); more > 0; more--) {
                addTicketType(owner, offer);
            }
            if (number % 3 == 0) {
                Shop.order(buyer, offer, 1 + random.nextInt(4));
            }
            switch (number) {
                case 5, 6 -> desk.succeed("unpublish", Map.of("eventId", offer.eventId()));
                case 7 -> desk.succeed("cancel", Map.of("eventId", offer.eventId(), "reason", "Rain again"));
                case 8 -> remove(offer);
                default -> {}
            }
        }
        slugs.add(slugOf(desk.draft("Nothing to sell " + UUID.randomUUID()), owner));
        Flux.fromIterable(HOLDS)
                .concatMap(sql -> compiled.bean(DatabaseClient.class).sql(sql).then())
                .blockLast(PATIENCE);
    }

    private void addTicketType(HttpGraphQlTester owner, Shop.Offer offer) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, @Nullable Object> input = new HashMap<>();
        input.put("eventId", offer.eventId());
        input.put("name", "Type " + random.nextInt());
        input.put("description", random.nextBoolean() ? "With \"quotes\", a \\ and an \u00e9\ud83c\udfb6" : null);
        input.put("price", random.nextInt(5) * 250);
        input.put("quantity", 1 + random.nextInt(9));
        input.put("hidden", random.nextInt(3) == 0);
        input.put("maxPerPerson", random.nextBoolean() ? 3 : null);
        input.put("salesStart", random.nextBoolean() ? now.plus(random.nextInt(-3, 4), ChronoUnit.DAYS) : null);
        input.put("salesEnd", random.nextBoolean() ? now.plus(random.nextInt(5, 9), ChronoUnit.DAYS) : null);
        input.computeIfPresent("salesStart", (name, time) -> time.toString());
        input.computeIfPresent("salesEnd", (name, time) -> time.toString());
        owner.document("mutation($input: CreateTicketTypeInput!) { createTicketType(input: $input) { __typename } }")
                .variable("input", input)
                .execute()
                .path("createTicketType.__typename")
                .entity(String.class)
                .isEqualTo("CreateTicketTypeSuccess");
    }

    private void remove(Shop.Offer offer) {
        compiled.api()
                .as(TestTokens.admin().signed())
                .document("mutation($input: RemoveEventInput!) { removeEvent(input: $input) { __typename } }")
                .variable("input", Map.of("eventId", offer.eventId(), "reason", "There is no such hall."))
                .execute()
                .path("removeEvent.__typename")
                .entity(String.class)
                .isEqualTo("RemoveEventSuccess");
    }

    private static String slugOf(String event, HttpGraphQlTester owner) {
        return owner.document("query($id: ID!) { node(id: $id) { ... on Event { slug } } }")
                .variable("id", event)
                .execute()
                .path("node.slug")
                .entity(String.class)
                .get();
    }

    @Test
    void areThoseOfTheFieldsThemselves() throws IOException {
        RandomSelection selections = new RandomSelection(AccessTableTests.schema(), random);
        for (int number = 0; number < QUESTIONS; number++) {
            Map<String, Object> question = questions.about(selections);
            String caller = callers.get(random.nextInt(callers.size()));
            String answer = ask(compiled.api(), question, caller);
            assertThat(answer)
                    .as("seed %d, question %d: %s", seed, number, question)
                    .isEqualTo(ask(usual.api(), question, caller));
            for (Matcher cursor = CURSOR.matcher(answer); cursor.find(); ) {
                cursors.add(cursor.group(1));
            }
        }
        assertThat(cursors).as("cursors that were answered").hasSizeGreaterThan(20);
        assertThat(prepared()).isBetween(2L, MOST_PREPARED + 1L);
    }

    /** How many statements a connection keeps prepared, though each selection has its own. */
    private Long prepared() {
        return Objects.requireNonNull(compiled.bean(DatabaseClient.class)
                .sql("select count(*) as statements from pg_prepared_statements")
                .map(row -> Rows.number(row, "statements"))
                .one()
                .block(PATIENCE));
    }

    @Test
    void restOnWhatTheFieldsRestOn() throws IOException {
        RandomSelection selections = new RandomSelection(AccessTableTests.schema(), random);
        for (int number = 0; number < QUESTIONS / 4; number++) {
            Map<String, Object> question = questions.about(selections);
            Basis plan = basis(compiled, question);
            Basis fields = basis(usual, question);
            assertThat(plan.topics())
                    .as("seed %d, question %d: %s", seed, number, question)
                    .containsExactlyInAnyOrderElementsOf(fields.topics());
            assertThat(plan.fields()).isEqualTo(fields.fields());
            assertThat(plan.repeats()).hasSameSizeAs(fields.repeats());
            assertThat(plan.until().isAfter(Instant.now().plusSeconds(60)))
                    .isEqualTo(fields.until().isAfter(Instant.now().plusSeconds(60)));
            if (plan.until().isAfter(Instant.now().plusSeconds(60))) {
                assertThat(plan.until()).isEqualTo(fields.until());
            }
        }
    }

    private static Basis basis(RunningMarquee instance, Map<String, Object> question) {
        Basis basis = new Basis();
        @SuppressWarnings("unchecked")
        var variables = (Map<String, @Nullable Object>) question.get("variables");
        var request = new DefaultExecutionGraphQlRequest(
                String.valueOf(question.get("query")), null, variables, Map.of(), "id", Locale.ROOT);
        instance.bean(ExecutionGraphQlService.class)
                .execute(request)
                .contextWrite(context -> context.put(Basis.class, basis))
                .block(PATIENCE);
        return basis;
    }

    private static String ask(Api api, Map<String, Object> question, String caller) {
        return String.valueOf(new Questions(api)
                .ask(question, headers -> {
                    if (!caller.isEmpty()) {
                        headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + caller);
                    }
                })
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
