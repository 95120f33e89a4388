package dev.marquee.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.Api;
import dev.marquee.dev.ReceivedMail;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestToken;
import dev.marquee.dev.TestTokens;
import dev.marquee.ordering.OrderChanged;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.OutboxId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** The money of an event that an administrator removed. */
@PaymentsTest
class RemovedEventTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Till till;
    private final Api api;
    private final RefundDesk desk;
    private final RefundsOfOrders refunding;
    private final TestToken person = TestTokens.user();
    private final String buyer = person.signed();

    @Autowired
    RemovedEventTests(Till till, Api api, DatabaseClient database, RefundsOfOrders refunding) {
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
    void sendsAllMoneyBackOnceAndTellsTheBuyers() {
        Shop.Offer offer = till.offer(10);
        String paid = till.place(buyer, offer, 2);
        till.pay(paid, Till.GOOD_CARD);
        await().atMost(PATIENCE).until(() -> till.tickets(paid) == 2);
        String unpaid = till.place(buyer, offer, 1);

        remove(offer);

        await().atMost(PATIENCE).until(() -> till.orderStatus(paid).equals("REFUNDED"));
        desk.awaitRefund(paid, "SUCCEEDED");
        await().atMost(PATIENCE).until(() -> till.tickets(paid) == 0);
        await().atMost(PATIENCE).until(() -> till.orderStatus(unpaid).equals("CANCELLED"));
        assertThat(till.refunded(paid)).isEqualTo(5100);
        assertThat(till.posted(paid, "organizer:%")).isZero();
        assertThat(till.posted(paid, "platform:fees")).isZero();
        assertThat(removalMails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("There is no such hall.", "€51.00"));

        refunding.handle(OutboxId.next(), new OrderChanged(OrderId.of(paid))).block();
        assertThat(desk.refunds(null).stream()
                        .filter(refund -> refund.order().id().equals(paid)))
                .hasSize(1);
    }

    private void remove(Shop.Offer offer) {
        api.as(desk.administrator())
                .document("""
                        mutation($id: ID!) { removeEvent(input: {eventId: $id, reason: "There is no such hall."}) {
                          ... on RemoveEventSuccess { event { removedAt } } } }""")
                .variable("id", offer.eventId())
                .execute()
                .path("removeEvent.event.removedAt")
                .hasValue();
    }

    private List<ReceivedMail> removalMails() {
        return await().atMost(PATIENCE)
                .until(
                        () -> TestServices.mail().receivedBy(person.subject() + "@marquee.test").stream()
                                .map(ReceivedMail::of)
                                .filter(mail -> mail.subject().contains("was removed"))
                                .toList(),
                        mails -> !mails.isEmpty());
    }
}
