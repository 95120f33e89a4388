package dev.marquee.payments;

import static dev.marquee.payments.Till.BAD_CARD;
import static dev.marquee.payments.Till.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.Shop;
import dev.marquee.dev.TestTokens;
import dev.marquee.dev.stripe.webhooks.SignedPayload;
import dev.marquee.platform.LiveBus;
import dev.marquee.shared.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Messages of Stripe that come at the same time and share transactions. */
@PaymentsTest
class GatheredWebhookTests {

    private static final String SUCCEEDED = "payment_intent.succeeded";
    private static final String FAILED = "payment_intent.payment_failed";
    private static final int MANY = 24;

    @Autowired
    private Till till;

    @Autowired
    private LiveBus bus;

    private final String buyer = TestTokens.user().signed();

    @BeforeEach
    void holdMessages() {
        till.open();
    }

    @AfterEach
    void booksAgree() {
        till.close();
    }

    @Test
    void paysManyOrdersOfTwoEventsInFewTransactions() {
        List<String> orders = place(till.offer(MANY), till.offer(MANY));
        till.emulator.webhooks().change(now -> now.withHeld(true));
        orders.forEach(order -> till.pay(order, GOOD_CARD));

        var told = Flux.fromIterable(orders)
                .flatMap(order -> bus.signals("order:" + order).take(1).map(signal -> order), MANY)
                .collect(Collectors.toSet())
                .toFuture();

        assertThat(post(messages(orders))).containsOnly(200);

        assertThat(orders).allSatisfy(this::isPaidOnce);
        assertThat(transactions(orders)).isLessThan(MANY);
        assertThat(told)
                .succeedsWithin(Duration.ofSeconds(20))
                .satisfies(all -> assertThat(all).containsExactlyInAnyOrderElementsOf(orders));
    }

    @Test
    void makesRoomForALateOneAmongMany() {
        List<String> orders = place(till.offer(MANY), till.offer(MANY));
        Shop.Offer last = till.offer(1);
        String late = till.abandoned(buyer, last);
        String inTheWay = till.place(TestTokens.user().signed(), last, 1);
        till.emulator.webhooks().change(now -> now.withHeld(true));
        orders.forEach(order -> till.pay(order, GOOD_CARD));
        till.pay(late, GOOD_CARD);
        endHold(inTheWay);
        List<SignedPayload> messages = new ArrayList<>(messages(orders));
        messages.add(MANY / 2, messages(List.of(late)).getFirst());

        assertThat(post(messages)).containsOnly(200);

        assertThat(orders).allSatisfy(this::isPaidOnce);
        isPaidOnce(late);
        assertThat(till.orderStatus(inTheWay)).isEqualTo("EXPIRED");
    }

    @Test
    void eachHasAnOutcomeOfItsOwn() {
        Shop.Offer offer = till.offer(MANY);
        List<String> paid = place(offer, till.offer(MANY));
        String declined = till.place(buyer, offer, 1);
        String short1 = till.place(buyer, offer, 1);
        Shop.Offer last = till.offer(1);
        String late = till.abandoned(buyer, last);
        String winner = till.place(buyer, last, 1);
        till.emulator.webhooks().change(now -> now.withHeld(true));
        till.pay(declined, BAD_CARD);
        paid.forEach(order -> till.pay(order, GOOD_CARD));
        List.of(short1, late, winner).forEach(order -> till.pay(order, GOOD_CARD));
        List<SignedPayload> messages = new ArrayList<>(messages(paid));
        messages.addAll(messages(List.of(late, winner)));
        messages.add(till.emulator.webhooks().signed(till.event(FAILED, declined)));
        messages.add(altered(short1));
        messages.addAll(List.copyOf(messages));

        assertThat(post(messages)).containsOnly(200);

        assertThat(paid).allSatisfy(this::isPaidOnce);
        isPaidOnce(winner);
        assertThat(till.paymentStatus(declined)).isEqualTo("FAILED");
        assertThat(till.paymentStatus(short1)).isEqualTo("MISMATCHED");
        assertThat(till.mismatches(short1)).isEqualTo(1);
        assertThat(till.orderStatus(late)).isEqualTo("REFUNDED");
        assertThat(till.tickets(late)).isZero();
    }

    @Test
    void oneThatFailsDoesNotFailItsNeighbours() {
        List<String> orders = place(till.offer(MANY), till.offer(MANY));
        String broken = orders.get(MANY / 2);
        till.emulator.webhooks().change(now -> now.withHeld(true));
        orders.forEach(order -> till.pay(order, GOOD_CARD));
        till.run("alter table ledger_entry add constraint broken check (reference <> '" + broken + "') not valid");
        try {
            List<Integer> answers = post(messages(orders));
            assertThat(answers).containsOnly(200, 500);
            assertThat(answers.stream().filter(status -> status == 500)).hasSize(1);
        } finally {
            till.run("alter table ledger_entry drop constraint broken");
        }
        assertThat(till.orderStatus(broken)).isEqualTo("PENDING");
        assertThat(orders.stream().filter(order -> !order.equals(broken))).allSatisfy(this::isPaidOnce);

        assertThat(post(messages(List.of(broken)))).containsOnly(200);
        isPaidOnce(broken);
    }

    private List<String> place(Shop.Offer first, Shop.Offer second) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> till.place(TestTokens.user().signed(), i % 2 == 0 ? first : second, 1))
                .toList();
    }

    private List<SignedPayload> messages(List<String> orders) {
        return orders.stream()
                .map(order -> till.emulator.webhooks().signed(till.event(SUCCEEDED, order)))
                .toList();
    }

    private SignedPayload altered(String order) {
        String body =
                till.emulator.webhooks().signed(till.event(SUCCEEDED, order)).body();
        String less = body.replaceAll("\"amount_received\"\\s*:\\s*\\d+", "\"amount_received\": 1");
        assertThat(less).isNotEqualTo(body);
        return SignedPayload.sign(less, Instant.now(), List.of("whsec_marquee"));
    }

    /** Posts all at the same time; the status of each answer. */
    private List<Integer> post(List<SignedPayload> messages) {
        return Flux.fromIterable(messages)
                .flatMap(
                        message -> Mono.fromCallable(() -> till.post(message)).subscribeOn(Schedulers.boundedElastic()),
                        messages.size())
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private void isPaidOnce(String order) {
        assertThat(till.orderStatus(order)).isEqualTo("PAID");
        assertThat(till.paymentStatus(order)).isEqualTo("SUCCEEDED");
        assertThat(till.tickets(order)).isEqualTo(1);
        assertThat(letters(order)).isEqualTo(1);
        assertThat(till.outcome(till.event(SUCCEEDED, order))).isEqualTo("APPLIED");
    }

    /** How many transactions wrote the messages that the orders were paid. */
    private int transactions(List<String> orders) {
        String events = orders.stream()
                .map(order -> till.event(SUCCEEDED, order))
                .collect(Collectors.joining("', '", "'", "'"));
        return Integer.parseInt(
                till.text("select count(distinct xmin::text)::text from stripe_event where id in (" + events + ")"));
    }

    /** How many e-mails are sent or to be sent that an order is paid. */
    private int letters(String order) {
        return Integer.parseInt(till.text(
                "select count(*)::text from outbox where topic = 'ordering.order-paid' and payload -> 'orderId' ->> 'value' = "
                        + quoted(order)));
    }

    private void endHold(String order) {
        till.run("update hold set expires_at = now() - interval '1 second' where order_id = " + quoted(order));
        till.run("update orders set hold_expires_at = now() - interval '1 second' where id = " + quoted(order));
    }

    private static String quoted(String order) {
        return "'" + OrderId.of(order).value() + "'";
    }
}
