package dev.marquee.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.BoxOffice.Sale;
import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.dev.TestTokens;
import dev.marquee.ordering.OrderBook.Settlement;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.TicketTypeId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@OrderingTest
class LatePaymentTests {

    @Autowired
    private BoxOffice shop;

    @Autowired
    private PretendPayments payments;

    @Autowired
    private OrderBook book;

    @Autowired
    private ExpiredOrders expired;

    @Autowired
    private Settling settling;

    private final String buyer = TestTokens.user().signed();

    @AfterEach
    void booksAgree() {
        payments.offline = false;
        assertThat(ConsistencyCheck.stock(shop.database())).isEmpty();
        assertThat(ConsistencyCheck.orders(shop.database())).isEmpty();
        assertThat(ConsistencyCheck.tickets(shop.database())).isEmpty();
    }

    @Test
    void settlesOnceHoweverOftenItIsAsked() {
        OrderId order = order(shop.sale(10, 1000, 10), 2);
        List<Settlement> outcomes =
                Flux.range(0, 50).flatMap(i -> settle(order), 50).collectList().block();
        assertThat(outcomes).hasSize(50).filteredOn(Settlement.PAID::equals).hasSize(1);
        assertThat(outcomes).doesNotContain(Settlement.TOO_LATE);
        assertThat(status(order)).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void takesTheTicketsAnewWhenTheMoneyArrivesAfterTheEnd() {
        Sale sale = shop.sale(10, 1000, 10);
        OrderId order = order(sale, 2);
        expire(sale);
        assertThat(status(order)).isEqualTo(OrderStatus.EXPIRED);
        assertThat(settle(order).block()).isEqualTo(Settlement.PAID);
        assertThat(status(order)).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void refundsWhenTheTicketsAreGone() {
        Sale sale = shop.sale(10, 1000, 2);
        OrderId order = order(sale, 2);
        expire(sale);
        order(sale, 1);
        assertThat(settle(order).block()).isEqualTo(Settlement.TOO_LATE);
        assertThat(settle(order).block()).isEqualTo(Settlement.TOO_LATE);
        assertThat(status(order)).isEqualTo(OrderStatus.REFUNDED);
    }

    @Test
    void settlesManyEachWithItsOwnOutcome() {
        Sale few = shop.sale(10, 1000, 2);
        Sale many = shop.sale(10, 1000, 10);
        OrderId late = order(few, 2);
        expire(few);
        order(few, 1);
        OrderId before = order(many, 1);
        assertThat(settle(before).block()).isEqualTo(Settlement.PAID);
        OrderId pending = order(many, 3);

        assertThat(book.settle(List.of(pending, late, before)).block())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(pending, Settlement.PAID, late, Settlement.TOO_LATE, before, Settlement.PAID_BEFORE));
        assertThat(status(pending)).isEqualTo(OrderStatus.PAID);
        assertThat(status(late)).isEqualTo(OrderStatus.REFUNDED);
    }

    @Test
    void takesTheTicketsAnewFromHoldsThatHaveEnded() {
        Sale sale = shop.sale(10, 1000, 2);
        OrderId order = order(sale, 2);
        expire(sale);
        order(sale, 1);
        shop.endHolds(sale.event());
        assertThat(settling.run(settle(order)).block()).isEqualTo(Settlement.PAID);
        assertThat(status(order)).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void refundsWhenTheEventIsOver() {
        Sale sale = shop.sale(10, 1000, 2);
        OrderId order = order(sale, 2);
        shop.run(
                "update event set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where id = '"
                        + EventId.of(sale.event()).value() + "'");
        assertThat(settle(order).block()).isEqualTo(Settlement.TOO_LATE);
    }

    @Test
    void settlesAnEndedOrderThatTurnsOutToBePaid() {
        Sale sale = shop.sale(10, 1000, 2);
        OrderId order = order(sale, 2);
        assertThat(payments.pay(order)).isTrue();
        expire(sale);
        assertThat(status(order)).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void releasesWhenTheProviderIsOutOfReach() {
        Sale sale = shop.sale(10, 1000, 2);
        OrderId order = order(sale, 2);
        payments.offline = true;
        expire(sale);
        assertThat(status(order)).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void sweepsWhatNobodyAskedFor() {
        Sale sale = shop.sale(1000, 1000, 200);
        List<OrderId> orders = orders(sale, 60);
        shop.endHolds(sale.event());
        Flux.range(0, 3).flatMap(i -> expired.once(), 3).blockLast();
        Flux.defer(() -> Flux.fromIterable(orders).flatMap(book::byId))
                .all(order -> order.status() == OrderStatus.EXPIRED)
                .filter(all -> all)
                .repeatWhenEmpty(1000, empty -> empty.concatMap(i -> Mono.delay(Duration.ofMillis(20))))
                .block();
    }

    @Test
    void paysOrReleasesHoldsThatEndWhileTheyArePaid() {
        Sale sale = shop.sale(1000, 1000, 200);
        List<OrderId> orders = orders(sale, 200);
        shop.endHolds(sale.event());
        Map<OrderId, Boolean> paid = new ConcurrentHashMap<>();
        Mono<Void> paying = Flux.fromIterable(orders)
                .flatMap(
                        id -> Mono.fromCallable(() -> payments.pay(id))
                                .subscribeOn(Schedulers.parallel())
                                .doOnNext(arrived -> paid.put(id, arrived))
                                .flatMap(arrived -> arrived ? settle(id) : Mono.empty()),
                        8)
                .then();
        Mono<Void> ending =
                Flux.range(0, 5).concatMap(i -> expired.close(wanted(sale))).then();
        Mono.when(paying, ending, expired.once()).block();
        Flux.range(0, 5).concatMap(i -> expired.close(wanted(sale))).blockLast();
        assertThat(orders)
                .allSatisfy(id -> assertThat(status(id))
                        .isEqualTo(paid.getOrDefault(id, false) ? OrderStatus.PAID : OrderStatus.EXPIRED));
    }

    private List<OrderId> orders(Sale sale, int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> order(sale, 1))
                .toList();
    }

    private OrderId order(Sale sale, int quantity) {
        return OrderId.of(shop.placed(buyer, BoxOffice.order(sale, quantity)));
    }

    private void expire(Sale sale) {
        shop.endHolds(sale.event());
        expired.close(wanted(sale)).block();
    }

    private static Wanted wanted(Sale sale) {
        return new Wanted(EventId.of(sale.event()), Set.of(TicketTypeId.of(sale.ticketType())), null);
    }

    private Mono<Settlement> settle(OrderId id) {
        return book.settle(List.of(id)).mapNotNull(settled -> settled.get(id));
    }

    private OrderStatus status(OrderId id) {
        Order order = book.byId(id).block();
        return order == null ? OrderStatus.PENDING : order.status();
    }
}
