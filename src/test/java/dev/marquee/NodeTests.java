package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.fxlae.typeid.TypeId;
import dev.marquee.dev.Api;
import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.BoxOffice.Sale;
import dev.marquee.dev.MarqueeTest;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.identity.TeamRole;
import dev.marquee.identity.Teams;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OutboxId;
import dev.marquee.shared.PersonId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.test.tester.GraphQlTester;

/** Things of every kind, many at once, by their ids. */
@MarqueeTest
@Import(BoxOffice.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeTests {

    private static final int MANY = 100;
    private static final int MADE = 20;
    private static final int SALES = 4;
    private static final String TABLES =
            "event|category|event_listing|event_member|person|ticket_type|event_stock|orders"
                    + "|order_line|ticket|check_in|outbox|refund|payment_mismatch|audit_entry";
    private static final Set<String> OF_ADMINISTRATORS = Set.of("out", "rfd", "mis", "aud");
    private static final String FIND = """
            query($ids: [ID!]!) { nodes(ids: $ids) { __typename id
              ... on Event { category { id } organizer { id } myRole }
              ... on Order { event { id } lines { ticketType { id } } tickets { id } }
              ... on Ticket { event { id } ticketType { id } }
              ... on CheckIn { ticket { id } } } }
            """;

    @Autowired
    private Api api;

    @Autowired
    private BoxOffice shop;

    @Autowired
    private Teams teams;

    @Autowired
    private Statements statements;

    private final TestToken buyer = TestTokens.user();
    private final Map<String, List<String>> ids = new HashMap<>();

    @BeforeAll
    void fill() {
        List<String> drafts = each(i -> shop.draft(10));
        List<Sale> sales = IntStream.range(0, SALES)
                .mapToObj(i -> shop.sale(MANY, 0, MANY))
                .toList();
        List<String> orders = each(i -> shop.placed(buyer.signed(), BoxOffice.order(sales.get(i % SALES), 1)));
        ids.put("evt", drafts);
        ids.put("tty", each(i -> shop.ticketType(drafts.get(i), Map.of("hidden", true))));
        ids.put("ord", orders);
        ids.put(
                "tic",
                shop.as(buyer.signed(), FIND, Map.of("ids", orders))
                        .path("nodes[*].tickets[*].id")
                        .entityList(String.class)
                        .get());
        ids.put("chk", each(i -> scan(sales.get(i % SALES).event())));
        ids.put(
                "cat",
                shop.as(shop.organizer(), "{ categories { id } }", Map.of())
                        .path("categories[*].id")
                        .entityList(String.class)
                        .get());
        ids.put("usr", each(i -> person(TestTokens.user()).toString()));
        ids.put("out", each(i -> deadLetter()));
    }

    @AfterAll
    void removeDeadLetters() {
        shop.run("delete from outbox where topic = 'nodes'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evt", "tty", "ord", "tic", "chk", "cat", "usr", "out", "rfd", "mis", "aud"})
    void asksForManyAsOftenAsForTwo(String prefix) {
        String viewer = OF_ADMINISTRATORS.contains(prefix) ? TestTokens.admin().signed() : shop.organizer();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<String> few =
                    statements.over(TABLES, () -> find(viewer, filledUp(prefix).subList(0, 2)));
            List<String> many = statements.over(TABLES, () -> find(viewer, filledUp(prefix)));
            assertThat(many).hasSizeLessThanOrEqualTo(few.size());
        });
    }

    @Test
    void keepsTheOrderAndTheGaps() {
        List<String> wanted = new ArrayList<>();
        for (String prefix : List.of("evt", "tty", "ord", "tic", "chk")) {
            wanted.add(ids(prefix).get(3));
            wanted.add(
                    prefix.equals("evt")
                            ? EventId.next().toString()
                            : ids(prefix).get(1));
        }
        wanted.addAll(
                List.of(ids("usr").getFirst(), ids("evt").get(3), ids("out").getFirst()));
        List<String> expected = new ArrayList<>(wanted);
        for (String gap :
                List.of(wanted.get(1), ids("usr").getFirst(), ids("out").getFirst())) {
            Collections.replaceAll(expected, gap, null);
        }

        assertThat(found(shop.organizer(), wanted)).isEqualTo(expected);
    }

    @Test
    void showsEachCallerOnlyWhatIsForTheCaller() {
        Sale sale = shop.sale(10, 0, 10);
        String draft = shop.draft(10);
        String hidden = shop.ticketType(sale.event(), Map.of("hidden", true));
        String ofDraft = shop.ticketType(draft, Map.of());
        String order = shop.placed(buyer.signed(), BoxOffice.order(sale, 1));
        String ticket = shop.as(buyer.signed(), FIND, Map.of("ids", List.of(order)))
                .path("nodes[0].tickets[0].id")
                .entity(String.class)
                .get();
        String scan = scan(sale.event());
        List<String> all = List.of(sale.event(), draft, sale.ticketType(), hidden, ofDraft, order, ticket, scan);
        List<String> open = List.of(sale.event(), sale.ticketType());

        TestToken steward = TestTokens.user();
        teams.put(EventId.of(sale.event()), person(steward), TeamRole.STEWARD).block();

        assertThat(seen(TestTokens.user(), all)).isEqualTo(open);
        assertThat(seen(TestTokens.organizer(), all)).isEqualTo(open);
        assertThat(seen(buyer, all)).containsExactly(sale.event(), sale.ticketType(), order, ticket);
        assertThat(seen(steward, all)).containsExactly(sale.event(), sale.ticketType(), hidden, ticket, scan);
        assertThat(seen(TestTokens.admin(), all)).isEqualTo(all);
        assertThat(present(found(shop.organizer(), all))).isEqualTo(all);
        assertThat(present(
                        ids(api.anonymous().document(FIND).variable("ids", all).execute())))
                .isEqualTo(open);
    }

    private List<String> seen(TestToken caller, List<String> wanted) {
        return present(found(caller.signed(), wanted));
    }

    private static List<String> present(List<String> found) {
        return found.stream().filter(id -> id != null).toList();
    }

    private List<String> found(String token, List<String> wanted) {
        return ids(find(token, wanted));
    }

    private GraphQlTester.Response find(String token, List<String> wanted) {
        return shop.as(token, FIND, Map.of("ids", wanted));
    }

    private static List<String> ids(GraphQlTester.Response response) {
        return response.path("nodes").entityList(Object.class).get().stream()
                .map(node -> node instanceof Map<?, ?> thing ? (String) thing.get("id") : null)
                .toList();
    }

    private List<String> ids(String prefix) {
        return ids.getOrDefault(prefix, List.of());
    }

    private List<String> filledUp(String prefix) {
        Stream<String> unknown = Stream.generate(() -> TypeId.generate(prefix).toString());
        return Stream.concat(ids(prefix).stream(), unknown).limit(MANY).toList();
    }

    private PersonId person(TestToken token) {
        return PersonId.of(shop.as(token.signed(), "{ me { id } }", Map.of())
                .path("me.id")
                .entity(String.class)
                .get());
    }

    /** Scans a code that is no ticket's; gives the record. */
    private String scan(String event) {
        Map<String, Object> input = Map.of(
                "eventId",
                event,
                "code",
                "AAAA-BBBB-CCCC",
                "gate",
                "A",
                "device",
                "d",
                "nonce",
                UUID.randomUUID().toString());
        shop.as(
                        shop.organizer(),
                        "mutation($input: CheckInInput!) { checkIn(input: $input) { __typename } }",
                        Map.of("input", input))
                .path("checkIn.__typename")
                .entity(String.class)
                .isEqualTo("UnknownTicket");
        return shop.as(shop.organizer(), """
                        query($event: ID!) { checkIns(eventId: $event, first: 1) { nodes { id } } }""", Map.of("event", event))
                .path("checkIns.nodes[0].id")
                .entity(String.class)
                .get();
    }

    private String deadLetter() {
        OutboxId id = OutboxId.next();
        shop.run("insert into outbox (id, topic, handler, payload, state, last_error) values ('" + id.value()
                + "', 'nodes', 'none', '{}', 'DEAD', 'made up')");
        return id.toString();
    }

    private static List<String> each(IntFunction<String> make) {
        return IntStream.range(0, MADE).mapToObj(make).toList();
    }
}
