package dev.marquee.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Api;
import dev.marquee.dev.Shop;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestTokens;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

/** What administrators see of payments that differ from what was asked for. */
@PaymentsTest
class MismatchTests {

    @Autowired
    private Till till;

    @Autowired
    private Api api;

    @Autowired
    private Statements statements;

    private final String buyer = TestTokens.user().signed();
    private final String administrator = TestTokens.admin().signed();

    private record Mismatch(String id, String stripeEventId, Facts expected, Facts received, Ordered order) {}

    private record Facts(String intentId, long amount, long amountReceived, String currency, boolean live) {}

    private record Ordered(String id, String status) {}

    @BeforeEach
    void open() {
        till.open();
    }

    @AfterEach
    void booksAgree() {
        till.close();
    }

    @ParameterizedTest
    @CsvSource({
        "amount_received, 5099, 5100, 5099, EUR, false",
        "amount, 5101, 5101, 5100, EUR, false",
        "currency, usdc, 5100, 5100, USDC, false",
        "livemode, true, 5100, 5100, EUR, true"
    })
    void showsBothSides(String field, String value, long amount, long received, String currency, boolean live) {
        String order = till.place(buyer, till.offer(10), 2);
        Object altered = field.startsWith("amount") ? Long.valueOf(value) : field.equals("livemode") ? true : value;
        till.emulator.webhooks().change(now -> now.withAltered(Map.of(field, altered)));
        till.pay(order, Till.GOOD_CARD);

        Mismatch shown = page(1, null)
                .path("paymentMismatches.nodes[0]")
                .entity(Mismatch.class)
                .get();

        String intent = till.intents(order).getFirst().getId();
        assertThat(shown.order()).isEqualTo(new Ordered(order, "PENDING"));
        assertThat(shown.stripeEventId()).isEqualTo(till.event("payment_intent.succeeded", order));
        assertThat(shown.expected()).isEqualTo(new Facts(intent, 5100, 5100, "EUR", false));
        assertThat(shown.received()).isEqualTo(new Facts(intent, amount, received, currency, live));
        node(administrator, shown.id()).path("node.id").entity(String.class).isEqualTo(shown.id());
        node(till.organizer(), shown.id()).path("node").valueIsNull();
        node(buyer, shown.id()).path("node").valueIsNull();
    }

    @Test
    void goesOnPageByPage() {
        String earlier = differs();
        String later = differs();
        GraphQlTester.Response first = page(1, null);
        first.path("paymentMismatches.nodes[0].order.id").entity(String.class).isEqualTo(later);
        first.path("paymentMismatches.pageInfo.hasNextPage")
                .entity(Boolean.class)
                .isEqualTo(true);
        String cursor = first.path("paymentMismatches.pageInfo.endCursor")
                .entity(String.class)
                .get();
        page(1, cursor)
                .path("paymentMismatches.nodes[0].order.id")
                .entity(String.class)
                .isEqualTo(earlier);
        assertThat(statements.fewestOver("orders", () -> page(100, null))).hasSize(1);
    }

    private String differs() {
        Shop.Offer offer = till.offer(10);
        String order = till.place(buyer, offer, 1);
        till.emulator.webhooks().change(now -> now.withAltered(Map.of("amount_received", 1L)));
        till.pay(order, Till.GOOD_CARD);
        till.emulator.webhooks().change(now -> now.withAltered(Map.of()));
        return order;
    }

    private GraphQlTester.Response page(int first, @Nullable String after) {
        return api.as(administrator)
                .document("""
                        query ($first: Int!, $after: String) { paymentMismatches(first: $first, after: $after) {
                          nodes { id stripeEventId order { id status }
                            expected { ...facts } received { ...facts } }
                          pageInfo { hasNextPage endCursor }
                        } }
                        fragment facts on PaymentFacts { intentId amount amountReceived currency live }
                        """)
                .variable("first", first)
                .variable("after", after)
                .execute();
    }

    private GraphQlTester.Response node(String token, String id) {
        return api.as(token)
                .document("query ($id: ID!) { node(id: $id) { id } }")
                .variable("id", id)
                .execute();
    }
}
