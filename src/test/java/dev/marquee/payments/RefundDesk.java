package dev.marquee.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.Api;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.RefundId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;

/** Has orders paid too late, and looks at their refunds as an administrator. */
final class RefundDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Till till;
    private final Api api;
    private final DatabaseClient database;
    private final String buyer = TestTokens.user().signed();
    private final String administrator = TestTokens.admin().signed();

    RefundDesk(Till till, Api api, DatabaseClient database) {
        this.till = till;
        this.api = api;
        this.database = database;
    }

    /** A refund as the API shows it. */
    record View(
            String id,
            String status,
            @Nullable String stripeId,
            @Nullable String failureReason,
            Ordered order) {

        /** Stripe's id of a refund that Stripe knows. */
        String atStripe() {
            return Objects.requireNonNull(stripeId);
        }
    }

    record Ordered(String id) {}

    /** An order of one ticket at 25.50 euros whose last ticket is gone and that can still be paid. */
    String withoutTicket() {
        Shop.Offer offer = till.offer(1);
        String order = till.abandoned(buyer, offer);
        till.place(TestTokens.user().signed(), offer, 1);
        return order;
    }

    /** Pays an order too late, and waits until its refund is in a state. */
    String paidLate(String card, String status) {
        String order = withoutTicket();
        till.pay(order, card);
        assertThat(till.orderStatus(order)).isEqualTo("REFUNDED");
        awaitRefund(order, status);
        return order;
    }

    void awaitRefund(String order, String status) {
        await().atMost(PATIENCE).until(() -> refund(order).status().equals(status));
    }

    /** The latest refund of an order. */
    View refund(String order) {
        return refunds(null).stream()
                .filter(refund -> refund.order().id().equals(order))
                .findFirst()
                .orElseThrow();
    }

    /** The latest refunds, only those in a state when it is given. */
    List<View> refunds(@Nullable String status) {
        return page(status, 100, null)
                .path("refunds.nodes")
                .entityList(View.class)
                .get();
    }

    GraphQlTester.Response page(@Nullable String status, int first, @Nullable String after) {
        return api.as(administrator)
                .document("""
                        query ($status: RefundStatus, $first: Int!, $after: String) {
                          refunds(status: $status, first: $first, after: $after) {
                            nodes { id status stripeId failureReason order { id } }
                            pageInfo { hasNextPage endCursor }
                          }
                        }""")
                .variable("status", status)
                .variable("first", first)
                .variable("after", after)
                .execute();
    }

    GraphQlTester.Response retry(String refund, String key) {
        return api.as(administrator)
                .document("""
                        mutation ($id: ID!, $key: String!) { retryRefund(input: {refundId: $id, idempotencyKey: $key}) {
                          __typename
                          ... on RetryRefundSuccess { refund { id status reason amount { amount currency } } }
                          ... on RefundStateConflict { status }
                        } }""")
                .variable("id", refund)
                .variable("key", key)
                .execute();
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    /** The status of the payment as the buyer sees it. */
    String paymentStatus(String order) {
        return till.order(buyer, order)
                .path("order.payment.status")
                .entity(String.class)
                .get();
    }

    /** A thing by its id, with its type; null for those who may not see it. */
    GraphQlTester.Response node(String token, String id) {
        return api.as(token)
                .document("query ($id: ID!) { node(id: $id) { __typename id } }")
                .variable("id", id)
                .execute();
    }

    /** What the books say is still at Stripe of an order, which is what is owed to its buyer. */
    long inTheBooks(String order) {
        long atStripe = posted(order, "stripe");
        assertThat(posted(order, "unapplied")).isEqualTo(-atStripe);
        return atStripe;
    }

    private long posted(String order, String account) {
        return number("""
                select coalesce(sum(p.amount), 0)::bigint as number from posting p
                  join ledger_entry e on e.id = p.entry_id join ledger_account a on a.id = p.account_id
                where a.code = '%s' and e.reference in (%s)
                """.formatted(account, references(order)));
    }

    private String references(String order) {
        Stream<String> refunds = refunds(null).stream()
                .filter(refund -> refund.order().id().equals(order))
                .map(View::id);
        return Stream.concat(Stream.of(order), refunds).collect(Collectors.joining("', '", "'", "'"));
    }

    /** Whether all effects of the latest refund of an order were carried out. */
    boolean isCarriedOut(String order) {
        return number("""
                select count(*) as number from outbox
                where state = 'WAITING' and payload -> 'refundId' ->> 'value' = '%s'
                """.formatted(RefundId.of(refund(order).id()).value())) == 0;
    }

    private long number(String sql) {
        return Objects.requireNonNull(
                database.sql(sql).mapValue(Long.class).one().block(PATIENCE));
    }

    String administrator() {
        return administrator;
    }
}
