package dev.marquee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.DemoPerson;
import dev.marquee.dev.LocalKeycloak;
import dev.marquee.dev.Ports;
import dev.marquee.dev.RunningMarquee;
import dev.marquee.dev.Shop;
import dev.marquee.dev.TestServices;
import dev.marquee.dev.stripe.EmulatorSettings;
import dev.marquee.dev.stripe.StripeEmulator;
import dev.marquee.identity.TeamRole;
import dev.marquee.identity.Teams;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import reactor.core.Disposable;

/** The whole main path once, with the real Keycloak: publish, sell, pay, admit, watch it live. */
class JourneyTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final LocalKeycloak keycloak = LocalKeycloak.shared();
    private static StripeEmulator stripe;
    private static RunningMarquee marquee;

    @BeforeAll
    static void start() {
        int port = Ports.free();
        stripe = StripeEmulator.start(EmulatorSettings.defaults()
                .withWebhooks("http://127.0.0.1:" + port + "/webhooks/stripe", EmulatorSettings.WEBHOOK_SECRET));
        marquee = RunningMarquee.start(
                TestServices.freshDatabase(),
                Map.of(
                        "server.port",
                        port,
                        "marquee.identity.issuer",
                        keycloak.issuer(),
                        "marquee.identity.jwk-set-uri",
                        "",
                        "marquee.payments.stripe.api-base",
                        stripe.url(),
                        "marquee.payments.stripe.secret-key",
                        EmulatorSettings.SECRET_KEY,
                        "marquee.payments.stripe.webhook-secret",
                        EmulatorSettings.WEBHOOK_SECRET));
    }

    @AfterAll
    static void stop() {
        marquee.close();
        stripe.close();
    }

    @Test
    void leadsFromTheDraftToTheDoor() {
        GraphQlTester olivia = marquee.api().as(keycloak.token(DemoPerson.OLIVIA));
        GraphQlTester bella = marquee.api().as(keycloak.token(DemoPerson.BELLA));
        GraphQlTester stan = marquee.api().as(keycloak.token(DemoPerson.STAN));
        Shop.Offer offer = Shop.publish(olivia, 2_500, 10);
        makeSteward(stan, offer);
        List<Integer> remaining = new CopyOnWriteArrayList<>();
        List<String> feed = new CopyOnWriteArrayList<>();
        WebSocketGraphQlTester dashboard = marquee.api().webSocket(keycloak.token(DemoPerson.OLIVIA));
        Disposable watching = watchAvailability(dashboard, offer, remaining);
        Disposable watchingDoor = watchDoor(dashboard, offer, feed);
        await().atMost(PATIENCE).until(() -> remaining.contains(10) && !feed.isEmpty());

        Shop.Placed placed = Shop.order(bella, offer, 2);
        assertThat(placed.status()).isEqualTo("PENDING");
        await().atMost(PATIENCE).until(() -> remaining.contains(8));
        assertThat(Shop.pay(stripe, placed, "pm_card_visa")).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> status(bella, placed).equals("PAID"));

        List<String> codes = codes(bella, placed);
        assertThat(codes).hasSize(2).allMatch(code -> code.startsWith("MQ1."));
        await().atMost(PATIENCE).until(() -> ticketMail().isPresent());
        assertThat(ticketMail().orElseThrow())
                .contains("multipart/", "Content-ID", "image/png", "text/plain", "text/html");

        assertThat(scan(stan, offer, codes.getFirst())).isEqualTo("Admitted");
        await().atMost(PATIENCE).until(() -> feed.contains("ADMITTED 1"));
        assertThat(scan(stan, offer, codes.getFirst())).isEqualTo("AlreadyCheckedIn");
        await().atMost(PATIENCE).until(() -> feed.contains("ALREADY_CHECKED_IN 1"));

        watching.dispose();
        watchingDoor.dispose();
        dashboard.stop().block(PATIENCE);
    }

    private static void makeSteward(GraphQlTester stan, Shop.Offer offer) {
        String id = stan.document("{ me { id } }")
                .execute()
                .path("me.id")
                .entity(String.class)
                .get();
        marquee.bean(Teams.class)
                .put(EventId.of(offer.eventId()), PersonId.of(id), TeamRole.STEWARD)
                .block(PATIENCE);
    }

    private static Disposable watchAvailability(WebSocketGraphQlTester tester, Shop.Offer offer, List<Integer> heard) {
        return tester.document("subscription($id: ID!) { ticketAvailability(eventId: $id) { remaining } }")
                .variable("id", offer.eventId())
                .executeSubscription()
                .toFlux("ticketAvailability.remaining", Integer.class)
                .subscribe(heard::add);
    }

    private static Disposable watchDoor(WebSocketGraphQlTester tester, Shop.Offer offer, List<String> heard) {
        return tester.document("""
                        subscription($id: ID!) {
                          checkInFeed(eventId: $id) { snapshot checkIns { outcome } totals { admitted } }
                        }""")
                .variable("id", offer.eventId())
                .executeSubscription()
                .toFlux("checkInFeed", Door.class)
                .subscribe(message -> heard.addAll(message.lines()));
    }

    private record Door(boolean snapshot, List<Scan> checkIns, Totals totals) {

        private record Scan(String outcome) {}

        private record Totals(int admitted) {}

        List<String> lines() {
            return snapshot
                    ? List.of("snapshot")
                    : checkIns.stream()
                            .map(scan -> scan.outcome() + " " + totals.admitted())
                            .toList();
        }
    }

    private static String status(GraphQlTester buyer, Shop.Placed placed) {
        return buyer.document("query($id: ID!) { order(id: $id) { status } }")
                .variable("id", placed.orderId())
                .execute()
                .path("order.status")
                .entity(String.class)
                .get();
    }

    private static List<String> codes(GraphQlTester buyer, Shop.Placed placed) {
        return buyer.document("query($id: ID!) { order(id: $id) { tickets { qrPayload } } }")
                .variable("id", placed.orderId())
                .execute()
                .path("order.tickets[*].qrPayload")
                .entityList(String.class)
                .get();
    }

    private static String scan(GraphQlTester steward, Shop.Offer offer, String code) {
        return steward.document("""
                        mutation($event: ID!, $code: String!, $nonce: String!) {
                          checkIn(input: {eventId: $event, code: $code, gate: "North", device: "scanner 1", nonce: $nonce}) {
                            __typename
                          }
                        }""")
                .variable("event", offer.eventId())
                .variable("code", code)
                .variable("nonce", UUID.randomUUID().toString())
                .execute()
                .path("checkIn.__typename")
                .entity(String.class)
                .get();
    }

    private static Optional<String> ticketMail() {
        return TestServices.mail().receivedBy(DemoPerson.BELLA.email()).stream()
                .map(JourneyTests::raw)
                .filter(mail -> mail.contains("Your tickets for"))
                .findFirst();
    }

    private static String raw(MimeMessage mail) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            mail.writeTo(bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (Exception unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
