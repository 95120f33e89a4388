package dev.marquee.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marquee.dev.TestTokens;
import dev.marquee.dev.Waiting;
import dev.marquee.ordering.OrderChanged;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.OutboxId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A refund and a message from Stripe about the same order lock the payment before the order, so neither ends the other. */
@PaymentsTest
class RefundLockTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Till till;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private RefundsOfOrders refunding;

    @Autowired
    private TransactionalOperator transactions;

    @BeforeEach
    void open() {
        till.open();
    }

    @AfterEach
    void booksAgree() {
        till.close();
    }

    @Test
    void waitsForThePaymentWithNothingLocked() {
        String order = till.place(TestTokens.user().signed(), till.offer(5), 1);
        till.pay(order, Till.GOOD_CARD);
        await().atMost(PATIENCE).until(() -> till.tickets(order) == 1);
        CompletableFuture<Void> refunded = new CompletableFuture<>();

        lock("payment where order_id", order)
                .then(Mono.fromRunnable(() -> refunding
                        .handle(OutboxId.next(), new OrderChanged(OrderId.of(order)))
                        .subscribe(nothing -> {}, refunded::completeExceptionally, () -> refunded.complete(null))))
                .then(Waiting.untilSomebodyDoes(database))
                .then(lock("orders where id", order))
                .as(transactions::transactional)
                .block(PATIENCE);

        assertThat(refunded).succeedsWithin(PATIENCE);
        assertThat(till.orderStatus(order)).isEqualTo("REFUNDED");
    }

    private Mono<Void> lock(String row, String order) {
        return database.sql("select 1 from " + row + " = :order for update")
                .bind("order", OrderId.of(order).value())
                .then();
    }
}
