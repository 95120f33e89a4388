package dev.marquee.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.StripeException;
import com.stripe.param.RefundCreateParams;
import dev.marquee.dev.Api;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestTokens;
import dev.marquee.dev.stripe.http.Fault;
import dev.marquee.dev.stripe.webhooks.Webhooks;
import dev.marquee.shared.RefundId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;

/** Refunds that take their time, that fail, and that fail after they had succeeded. */
@PaymentsTest
class RefundLifeTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PENDING_CARD = "pm_card_pendingRefund";
    private static final String FAILING_CARD = "pm_card_refundFail";
    private static final String REFUNDS = "/v1/refunds";

    private final Till till;
    private final Statements statements;
    private final RefundDesk desk;

    @Autowired
    RefundLifeTests(Till till, Api api, DatabaseClient database, Statements statements) {
        this.till = till;
        this.statements = statements;
        this.desk = new RefundDesk(till, api, database);
    }

    @BeforeEach
    void open() {
        till.open();
    }

    @AfterEach
    void booksAgree() {
        till.close();
    }

    @Test
    void tellsTheBooksOnlyOnceAPendingRefundSucceeded() {
        String order = desk.paidLate(PENDING_CARD, "PENDING");
        assertThat(desk.paymentStatus(order)).isEqualTo("REFUNDING");
        assertThat(desk.inTheBooks(order)).isEqualTo(2550);

        settle(order, "succeeded");

        assertThat(desk.refund(order).status()).isEqualTo("SUCCEEDED");
        assertThat(desk.paymentStatus(order)).isEqualTo("REFUNDED");
        assertThat(desk.inTheBooks(order)).isZero();
    }

    @Test
    void leavesTheBooksAsTheyAreWhenAPendingRefundFails() {
        String order = desk.paidLate(PENDING_CARD, "PENDING");

        settle(order, "failed");

        failed(order, "lost_or_stolen_card");
        assertThat(desk.inTheBooks(order)).isEqualTo(2550);
    }

    @Test
    void takesTheMoneyBackIntoTheBooksWhenASucceededRefundFails() {
        String order = desk.paidLate(FAILING_CARD, "SUCCEEDED");
        assertThat(desk.inTheBooks(order)).isZero();

        settle(order, "failed");

        failed(order, "lost_or_stolen_card");
        assertThat(desk.inTheBooks(order)).isEqualTo(2550);
        assertThat(Stream.of("refund.updated", "charge.refund.updated", "refund.failed")
                        .map(type -> till.outcome(till.event(type, order))))
                .containsExactlyInAnyOrder("APPLIED", "IGNORED", "IGNORED");
        till.emulator.webhooks().resend(till.event("refund.created", order)).join();
        assertThat(desk.inTheBooks(order)).isEqualTo(2550);
    }

    @Test
    void countsACancelledRefundAsFailed() {
        String order = desk.paidLate(PENDING_CARD, "PENDING");
        settle(order, "canceled");
        failed(order, "canceled");
    }

    @Test
    void endsFailedInWhateverOrderStripeTells() {
        till.emulator.webhooks().change(now -> now.withTypes(Set.of("payment_intent.succeeded")));
        String order = desk.paidLate(PENDING_CARD, "PENDING");
        till.emulator.webhooks().change(now -> now.withTypes(Set.of()).withHeld(true));
        settle(order, "succeeded");
        settle(order, "failed");
        assertThat(desk.refund(order).status()).isEqualTo("PENDING");

        till.emulator.webhooks().release(Webhooks.Order.REVERSED).join();

        failed(order, "lost_or_stolen_card");
        assertThat(desk.inTheBooks(order)).isEqualTo(2550);
    }

    @Test
    void believesTheMessageThatComesBeforeTheAnswer() {
        till.emulator.faults().add(Fault.hold().on("POST", REFUNDS).afterEffect());
        String order = desk.paidLate(FAILING_CARD, "SUCCEEDED");
        assertThat(till.emulator.faults().waiting()).isEqualTo(1);

        settle(order, "failed");
        till.emulator.faults().release();

        await().atMost(PATIENCE).until(() -> till.emulator.faults().waiting() == 0 && desk.isCarriedOut(order));
        failed(order, "lost_or_stolen_card");
    }

    @Test
    void ignoresMessagesOfTheOtherMode() {
        String order = desk.paidLate(PENDING_CARD, "PENDING");
        till.emulator.webhooks().change(now -> now.withAltered(Map.of("livemode", true)));
        settle(order, "succeeded");
        assertThat(desk.refund(order).status()).isEqualTo("PENDING");
    }

    @Test
    void followsARefundThatWasMadeByHand() throws StripeException {
        String order = desk.withoutTicket();
        till.emulator.webhooks().change(now -> now.withHeld(true));
        till.pay(order, PENDING_CARD);
        String byHand = till.stripe
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(till.intents(order).getFirst().getId())
                        .build())
                .getId();
        till.emulator.webhooks().release(Webhooks.Order.AS_RECORDED).join();

        desk.awaitRefund(order, "PENDING");
        assertThat(desk.refund(order).stripeId()).isEqualTo(byHand);
        settle(order, "succeeded");
        assertThat(desk.paymentStatus(order)).isEqualTo("REFUNDED");
    }

    @Test
    void failsAtOnceWhatStripeRefusesForGood() {
        till.emulator.faults().add(Fault.status(400).on("POST", REFUNDS));
        String order = desk.paidLate(Till.GOOD_CARD, "FAILED");
        failed(order, "unknown");
        assertThat(desk.refund(order).stripeId()).isNull();
    }

    @Test
    void sendsTheMoneyOfAFailedRefundOnceMore() {
        String order = desk.paidLate(FAILING_CARD, "SUCCEEDED");
        settle(order, "failed");
        String failed = desk.refund(order).id();
        String key = RefundDesk.key();

        GraphQlTester.Response retried = desk.retry(failed, key);

        retried.path("retryRefund.refund.status").entity(String.class).isEqualTo("REQUESTED");
        retried.path("retryRefund.refund.amount.amount").entity(Long.class).isEqualTo(2550L);
        String next = retried.path("retryRefund.refund.id").entity(String.class).get();
        desk.awaitRefund(order, "SUCCEEDED");
        assertThat(desk.refund(order).id()).isEqualTo(next);
        assertThat(desk.paymentStatus(order)).isEqualTo("REFUNDED");
        assertThat(desk.inTheBooks(order)).isZero();
        assertThat(desk.refunds("RETRIED")).extracting(RefundDesk.View::id).contains(failed);
        desk.retry(failed, key)
                .path("retryRefund.refund.id")
                .entity(String.class)
                .isEqualTo(next);
        desk.retry(failed, RefundDesk.key())
                .path("retryRefund.status")
                .entity(String.class)
                .isEqualTo("RETRIED");
        desk.retry(next, key)
                .path("retryRefund.__typename")
                .entity(String.class)
                .isEqualTo("IdempotencyConflict");
    }

    @Test
    void retriesOnlyWhatThereIs() {
        desk.retry(RefundId.next().toString(), RefundDesk.key())
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "NOT_FOUND")));
    }

    @Test
    void showsRefundsPageByPageToAdministratorsOnly() {
        String earlier = desk.refund(desk.paidLate(PENDING_CARD, "PENDING")).id();
        String later = desk.refund(desk.paidLate(PENDING_CARD, "PENDING")).id();

        GraphQlTester.Response first = desk.page("PENDING", 1, null);
        first.path("refunds.nodes[0].id").entity(String.class).isEqualTo(later);
        String cursor =
                first.path("refunds.pageInfo.endCursor").entity(String.class).get();
        desk.page("PENDING", 1, cursor)
                .path("refunds.nodes[0].id")
                .entity(String.class)
                .isEqualTo(earlier);

        desk.node(desk.administrator(), later)
                .path("node.__typename")
                .entity(String.class)
                .isEqualTo("Refund");
        desk.node(till.organizer(), later).path("node").valueIsNull();
        desk.node(TestTokens.user().signed(), later).path("node").valueIsNull();
        assertThat(statements.fewestOver("orders", () -> desk.page(null, 100, null)))
                .hasSize(1);
    }

    private void settle(String order, String outcome) {
        till.emulator.settleRefund(desk.refund(order).atStripe(), outcome);
    }

    private void failed(String order, String why) {
        assertThat(desk.refunds("FAILED"))
                .filteredOn(refund -> refund.order().id().equals(order))
                .singleElement()
                .satisfies(refund -> assertThat(refund.failureReason()).isEqualTo(why));
        assertThat(till.orderStatus(order)).isEqualTo("REFUNDED");
        assertThat(desk.paymentStatus(order)).isEqualTo("REFUND_FAILED");
    }
}
