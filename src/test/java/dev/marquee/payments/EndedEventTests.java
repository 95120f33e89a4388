package dev.marquee.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.Api;
import dev.marquee.dev.ReceivedMail;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.dev.stripe.http.Fault;
import dev.marquee.ordering.OrderChanged;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.OutboxId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** The money of an event that an administrator removed or its organizer called off. */
@PaymentsTest
class EndedEventTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REASON = "There is no such hall.";

    private final Till till;
    private final Api api;
    private final RefundDesk desk;
    private final RefundsOfOrders refunding;
    private final TestToken person = TestTokens.user();
    private final String buyer = person.signed();

    @Autowired
    EndedEventTests(Till till, Api api, DatabaseClient database, RefundsOfOrders refunding) {
        this.till = till;
        this.api = api;
        this.desk = new RefundDesk(till, api, database);
        this.refunding = refunding;
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
    void sendsTheMoneyOfARemovedEventBackOnceAndTellsEverybody() {
        Shop.Offer offer = till.offer(10);
        Orders orders = orders(offer);

        remove(offer);

        sentBack(orders);
        assertThat(mails(person, "was removed"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains(REASON, "€51.00"));
        assertThat(mails(till.owner(), "Removed:"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains(REASON));

        refunding
                .handle(OutboxId.next(), new OrderChanged(OrderId.of(orders.paid())))
                .block();
        assertThat(refunds(orders)).isOne();
    }

    @Test
    void sendsTheMoneyOfACancelledEventBackOnceHoweverOftenItBegins() {
        Shop.Offer offer = till.offer(10);
        Orders orders = orders(offer);
        till.emulator
                .faults()
                .add(Fault.status(500).on("POST", "/v1/refunds").afterEffect().times(1));

        cancel(offer);

        sentBack(orders);
        assertThat(mails(person, "Cancelled:"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains(REASON, "€51.00", "will not take place"));

        beginAgain(offer);
        assertThat(refunds(orders)).isOne();
        assertThat(till.refunded(orders.paid())).isEqualTo(5100);
        assertThat(mails(person, "Cancelled:")).hasSize(1);
    }

    @Test
    void sendsBackWhatArrivesAfterTheCancellation() {
        Shop.Offer offer = till.offer(10);
        String late = till.abandoned(buyer, offer);
        cancel(offer);

        till.pay(late, Till.GOOD_CARD);

        await().atMost(PATIENCE).until(() -> till.orderStatus(late).equals("REFUNDED"));
        desk.awaitRefund(late, "SUCCEEDED");
        assertThat(till.tickets(late)).isZero();
    }

    private record Orders(String paid, String unpaid) {}

    private Orders orders(Shop.Offer offer) {
        String paid = till.place(buyer, offer, 2);
        till.pay(paid, Till.GOOD_CARD);
        await().atMost(PATIENCE).until(() -> till.tickets(paid) == 2);
        return new Orders(paid, till.place(buyer, offer, 1));
    }

    private void sentBack(Orders orders) {
        await().atMost(PATIENCE).until(() -> till.orderStatus(orders.paid()).equals("REFUNDED"));
        desk.awaitRefund(orders.paid(), "SUCCEEDED");
        await().atMost(PATIENCE).until(() -> till.tickets(orders.paid()) == 0);
        await().atMost(PATIENCE).until(() -> till.orderStatus(orders.unpaid()).equals("CANCELLED"));
        assertThat(till.refunded(orders.paid())).isEqualTo(5100);
        assertThat(till.posted(orders.paid(), "organizer:%")).isZero();
        assertThat(till.posted(orders.paid(), "platform:fees")).isZero();
    }

    private long refunds(Orders orders) {
        return desk.refunds(null).stream()
                .filter(refund -> refund.order().id().equals(orders.paid()))
                .count();
    }

    /** What a restart does that comes after an effect and before it is written down as done. */
    private void beginAgain(Shop.Offer offer) {
        String rows = "where topic = 'catalog.event-cancelled' and payload -> 'event' ->> 'value' = '"
                + EventId.of(offer.eventId()).value() + "'";
        till.run("update outbox set state = 'WAITING', done_at = null, next_attempt_at = now() " + rows);
        await().atMost(PATIENCE)
                .until(() -> till.text("select count(*)::text from outbox " + rows + " and state <> 'DONE'")
                        .equals("0"));
    }

    private void cancel(Shop.Offer offer) {
        api.as(till.organizer())
                .document("""
                        mutation($id: ID!, $reason: String!) { cancelEvent(input: {eventId: $id, reason: $reason}) {
                          ... on CancelEventSuccess { event { status } } } }""")
                .variable("id", offer.eventId())
                .variable("reason", REASON)
                .execute()
                .path("cancelEvent.event.status")
                .entity(String.class)
                .isEqualTo("CANCELLED");
    }

    private void remove(Shop.Offer offer) {
        api.as(desk.administrator())
                .document("""
                        mutation($id: ID!, $reason: String!) { removeEvent(input: {eventId: $id, reason: $reason}) {
                          ... on RemoveEventSuccess { event { removedAt } } } }""")
                .variable("id", offer.eventId())
                .variable("reason", REASON)
                .execute()
                .path("removeEvent.event.removedAt")
                .hasValue();
    }

    private static List<ReceivedMail> mails(TestToken to, String subject) {
        return await().atMost(PATIENCE)
                .until(
                        () -> TestServices.mail().receivedBy(to.subject() + "@marquee.test").stream()
                                .map(ReceivedMail::of)
                                .filter(mail -> mail.subject().contains(subject))
                                .toList(),
                        mails -> !mails.isEmpty());
    }
}
