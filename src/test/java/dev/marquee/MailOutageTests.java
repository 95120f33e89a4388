package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.Ports;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.Shop;
import dev.marquee.dev.SilentMail;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.TestTokens;
import dev.marquee.dev.stripe.EmulatorSettings;
import dev.marquee.dev.stripe.StripeEmulator;
import dev.marquee.dev.stripe.http.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.r2dbc.core.DatabaseClient;

/** A mail server that hangs holds up mails, and nothing else. */
class MailOutageTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 4;

    private final int port = Ports.free();
    private final SilentMail mail = SilentMail.start();
    private final StripeEmulator stripe = StripeEmulator.start(EmulatorSettings.defaults()
            .withWebhooks("http://127.0.0.1:" + port + "/webhooks/stripe", EmulatorSettings.WEBHOOK_SECRET));
    private final RunningMarquee marquee = RunningMarquee.start(
            TestServices.freshDatabase(),
            Map.of(
                    "server.port",
                    port,
                    "marquee.payments.stripe.api-base",
                    stripe.url(),
                    "spring.mail.port",
                    mail.port(),
                    "spring.mail.properties[mail.smtp.timeout]",
                    "600000",
                    "marquee.outbox.concurrency",
                    AT_ONCE,
                    "marquee.outbox.timeout",
                    "10m",
                    "marquee.outbox.lease",
                    "11m"));
    private final GraphQlTester organizer =
            marquee.api().as(TestTokens.organizer().signed());

    @AfterEach
    void stop() {
        mail.close();
        marquee.close();
        stripe.close();
    }

    @Test
    void sendsLateMoneyBackWhileAllMailsHang() {
        Shop.Offer free = Shop.publish(organizer, 0, 2 * AT_ONCE);
        for (int i = 0; i < 2 * AT_ONCE; i++) {
            Shop.order(buyer(), free, 1);
        }
        await().atMost(PATIENCE).until(() -> mail.connections() == AT_ONCE);
        GraphQlTester late = buyer();
        Shop.Offer offer = Shop.publish(organizer, 2_500, 1);
        Shop.Placed placed = Shop.order(late, offer, 1);
        giveUp(late, placed);
        Shop.order(buyer(), offer, 1);

        Shop.pay(stripe, placed, "pm_card_visa");

        await().atMost(PATIENCE).until(() -> paymentStatus(late, placed).equals("REFUNDED"));
        assertThat(mail.connections()).isEqualTo(AT_ONCE);
        assertThat(mailsSent()).isZero();
    }

    private GraphQlTester buyer() {
        return marquee.api().as(TestTokens.user().signed());
    }

    /** Gives up an order whose payment stays open, since Stripe cannot cancel it. */
    private void giveUp(GraphQlTester buyer, Shop.Placed placed) {
        stripe.faults()
                .add(Fault.status(404)
                        .on("POST", "/v1/payment_intents/*/cancel")
                        .times(100));
        buyer.document("""
                        mutation ($id: ID!) {
                          cancelOrder(input: {orderId: $id, idempotencyKey: "give-up-early"}) { __typename }
                        }""")
                .variable("id", placed.orderId())
                .execute()
                .path("cancelOrder.__typename")
                .entity(String.class)
                .isEqualTo("CancelOrderSuccess");
    }

    private static String paymentStatus(GraphQlTester buyer, Shop.Placed placed) {
        return buyer.document("query ($id: ID!) { order(id: $id) { payment { status } } }")
                .variable("id", placed.orderId())
                .execute()
                .path("order.payment.status")
                .entity(String.class)
                .get();
    }

    private long mailsSent() {
        return marquee.bean(DatabaseClient.class)
                .sql("select count(*) from outbox where handler = 'email' and state = 'DONE'")
                .mapValue(Long.class)
                .one()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }
}
