package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

/** Whatever changes in whatever order, memory and database answer the same. */
@RememberingTest
class RememberedChangesTests {

    private static final String LIST = """
            query($city: String!, $available: Boolean!, $most: Long!) {
              events(filter: {city: $city, onlyAvailable: $available, price: {max: $most}}, first: 5) {
                totalCount pageInfo { hasNextPage }
                nodes { id title soldOut organizer { name } ticketTypes { name price { amount } remaining } } } }
            """;

    private final Api api;
    private final HttpGraphQlTester owner;
    private final EventDesk desk;
    private final Questions asking;
    private final String city = "Memory " + UUID.randomUUID();

    RememberedChangesTests(Api api) {
        this.api = api;
        this.owner = api.as(TestTokens.organizer().signed());
        this.desk = new EventDesk(owner);
        this.asking = new Questions(api);
    }

    @Test
    void agreesWithTheDatabaseWhateverHappens() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Shop.Offer> sales = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sales.add(Shop.publish(owner, 0, 50));
            move(sales.getLast());
        }
        for (int step = 0; step < 40; step++) {
            Shop.Offer sale = sales.get(random.nextInt(sales.size()));
            int change = random.nextInt(CHANGES.size());
            CHANGES.get(change).accept(this, sale);
            for (Map<String, Object> question : questions(sale, random)) {
                asking.remembered(question);
                assertThat(asking.remembered(question))
                        .as("seed %d, step %d, change %d: %s", seed, step, change, question)
                        .isEqualTo(asking.workedOut(question));
            }
        }
    }

    private void move(Shop.Offer sale) {
        desk.succeed("update", Map.of("eventId", sale.eventId(), "venue", EventDesk.venue(city, 50.0, 10.0)));
    }

    private List<Map<String, Object>> questions(Shop.Offer sale, Random random) {
        Map<String, Object> variables =
                Map.of("city", city, "available", random.nextBoolean(), "most", random.nextInt(3) * 500L);
        return List.of(Questions.page(sale), Map.of("query", LIST, "variables", variables));
    }

    private static final List<BiConsumer<RememberedChangesTests, Shop.Offer>> CHANGES = List.of(
            (test, sale) -> test.buy(sale),
            (test, sale) ->
                    test.desk.call("update", Map.of("eventId", sale.eventId(), "title", "Night " + UUID.randomUUID())),
            (test, sale) -> test.change(sale, "price: 400"),
            (test, sale) -> test.change(sale, "hidden: true"),
            (test, sale) -> test.change(sale, "hidden: false"),
            (test, sale) -> test.change(sale, "name: \"" + UUID.randomUUID() + "\""),
            (test, sale) -> test.desk.call("unpublish", Map.of("eventId", sale.eventId())),
            (test, sale) -> test.desk.call("publish", Map.of("eventId", sale.eventId())),
            (test, sale) -> test.desk.tryTicketType(sale.eventId(), 300, 5),
            (test, sale) -> test.owner
                    .document("mutation { updateProfile(input: {displayName: \"%s\"}) { __typename } }"
                            .formatted(UUID.randomUUID()))
                    .execute());

    private void buy(Shop.Offer sale) {
        api.as(TestTokens.user().signed())
                .document("""
                        mutation { placeOrder(input: {eventId: "%s", idempotencyKey: "%s",
                          lines: [{ticketTypeId: "%s", quantity: 4}]}) { __typename } }
                        """.formatted(sale.eventId(), UUID.randomUUID(), sale.ticketTypeId()))
                .execute();
    }

    private void change(Shop.Offer sale, String what) {
        owner.document("""
                        mutation { updateTicketType(input: {ticketTypeId: "%s", %s}) { __typename } }
                        """.formatted(sale.ticketTypeId(), what)).execute();
    }
}
