package dev.marquee.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.inventory.Claim.Line;
import dev.marquee.inventory.ClaimOutcome.Claimed;
import dev.marquee.inventory.ClaimOutcome.NotEnough;
import dev.marquee.inventory.ClaimOutcome.OverOrderLimit;
import dev.marquee.inventory.ClaimOutcome.OverPersonLimit;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class InventoryTests {

    private static Stockroom stock;

    private EventId event;
    private PersonId person;

    @BeforeAll
    static void open() {
        stock = new Stockroom();
    }

    @AfterAll
    static void close() {
        stock.close();
    }

    @BeforeEach
    void anEvent() {
        event = stock.event(1000);
        person = stock.person();
        stock.soldOut.clear();
    }

    @AfterEach
    void countersAgreeWithHolds() {
        assertThat(ConsistencyCheck.stock(stock.database)).isEmpty();
    }

    @Test
    void countsEndedHoldsAsFreeUntilTheyArePaidLate() {
        TicketTypeId type = stock.ticketType(event, 2, 1000, null);
        OrderId late = OrderId.next();
        present(stock.claim(late, event, person, Instant.now().minusSeconds(1), line(type, 1)));
        claim(line(type, 1));
        assertThat(stock.soldOut).containsExactly(false);
        confirm(late);
        assertThat(stock.soldOut).containsExactly(false, true);
    }

    @Test
    void holdsPaidTicketsAndPricesThem() {
        TicketTypeId type = stock.ticketType(event, 10, 2500, null);
        assertThat(claim(line(type, 3))).isInstanceOfSatisfying(Claimed.class, claimed -> {
            assertThat(claimed.sold()).isFalse();
            assertThat(claimed.total().amount()).isEqualTo(7500);
            assertThat(claimed.lines()).hasSize(1);
        });
        assertThat(counters(type)).isEqualTo("0/3");
    }

    @Test
    void sellsFreeTicketsAtOnce() {
        TicketTypeId type = stock.ticketType(event, 10, 0, null);
        assertThat(claim(line(type, 3)))
                .isInstanceOfSatisfying(
                        Claimed.class, claimed -> assertThat(claimed.sold()).isTrue());
        assertThat(counters(type)).isEqualTo("3/0");
    }

    @Test
    void takesAllLinesOrNone() {
        TicketTypeId plenty = stock.ticketType(event, 10, 100, 4);
        TicketTypeId few = stock.ticketType(event, 1, 100, null);
        assertThat(claim(line(plenty, 2), line(few, 2))).isEqualTo(new NotEnough(few, 1, false));
        assertThat(counters(plenty)).isEqualTo("0/0");
    }

    @Test
    void countsTheEventsCapacityOverAllTypes() {
        EventId small = stock.event(3);
        TicketTypeId one = stock.ticketType(small, 10, 100, null);
        TicketTypeId other = stock.ticketType(small, 10, 100, null);
        assertThat(stock.claim(small, person, line(one, 2)).block()).isInstanceOf(Claimed.class);
        assertThat(stock.claim(small, person, line(one, 1), line(other, 1)).block())
                .isEqualTo(new NotEnough(one, 1, false));
        assertThat(stock.claim(small, person, line(other, 1)).block()).isInstanceOf(Claimed.class);
        assertThat(stock.soldOut).containsExactly(true);
    }

    @Test
    void refusesOverTheLimitOfAnOrder() {
        TicketTypeId type = stock.ticketType(event, 100, 100, null);
        assertThat(claim(line(type, 11))).isEqualTo(new OverOrderLimit(type, 10));
    }

    @Test
    void refusesUnknownTypesAndUnknownEvents() {
        TicketTypeId elsewhere = stock.ticketType(stock.event(5), 5, 100, null);
        assertThat(claim(line(elsewhere, 1))).isEqualTo(new ClaimOutcome.NoSuchTicketType(elsewhere));
        assertThat(stock.claim(EventId.next(), person, line(elsewhere, 1)).block())
                .isEqualTo(new ClaimOutcome.NotOnSale());
    }

    @Test
    void refusesOutsideOfTheSalesWindow() {
        TicketTypeId early = stock.ticketType(event, 5, 100, null);
        stock.run("update ticket_type set sales_start = now() + interval '1 hour' where id = '%s'"
                .formatted(early.value()));
        TicketTypeId late = stock.ticketType(event, 5, 100, null);
        stock.run(
                "update ticket_type set sales_end = now() - interval '1 hour' where id = '%s'".formatted(late.value()));
        assertThat(claim(line(early, 1))).isInstanceOf(ClaimOutcome.Closed.class);
        assertThat(claim(line(late, 1))).isInstanceOf(ClaimOutcome.Closed.class);
    }

    @Test
    void holdsOnePersonToTheLimitOverParallelClaims() {
        TicketTypeId type = stock.ticketType(event, 100, 100, 4);
        List<ClaimOutcome> outcomes = Flux.range(0, 20)
                .flatMap(i -> stock.claim(event, person, line(type, 1)), 20)
                .collectList()
                .block();
        assertThat(outcomes).filteredOn(Claimed.class::isInstance).hasSize(4);
        assertThat(outcomes)
                .filteredOn(OverPersonLimit.class::isInstance)
                .hasSize(16)
                .containsOnly(new OverPersonLimit(type, 4, false));
    }

    @Test
    void tellsWhenHoldsHaveEnded() {
        TicketTypeId type = stock.ticketType(event, 2, 100, null);
        assertThat(hold(OrderId.next(), Instant.now().minusSeconds(1), line(type, 2)))
                .isInstanceOf(Claimed.class);
        assertThat(claim(line(type, 1))).isEqualTo(new NotEnough(type, 0, true));
    }

    @Test
    void sellsAHoldOnceAndPutsItBackNoMore() {
        TicketTypeId type = stock.ticketType(event, 5, 100, 3);
        OrderId order = OrderId.next();
        hold(order, soon(), line(type, 3));
        assertThat(confirm(order)).isTrue();
        assertThat(confirm(order)).isTrue();
        release(order);
        assertThat(counters(type)).isEqualTo("3/0");
        giveBack(order);
        giveBack(order);
        assertThat(counters(type)).isEqualTo("0/0");
        assertThat(confirm(order)).isFalse();
    }

    @Test
    void takesReleasedTicketsAnewWhileThereAreEnough() {
        TicketTypeId type = stock.ticketType(event, 3, 100, 3);
        OrderId order = OrderId.next();
        hold(order, soon(), line(type, 2));
        release(order);
        release(order);
        assertThat(counters(type)).isEqualTo("0/0");
        assertThat(confirm(order)).isTrue();
        assertThat(counters(type)).isEqualTo("2/0");
    }

    @Test
    void keepsReleasedTicketsThatOthersTook() {
        TicketTypeId type = stock.ticketType(event, 3, 100, null);
        OrderId order = OrderId.next();
        hold(order, soon(), line(type, 2));
        release(order);
        hold(OrderId.next(), soon(), line(type, 2));
        assertThat(confirm(order)).isFalse();
        assertThat(counters(type)).isEqualTo("0/2");
    }

    @Test
    void keepsTheLimitOfAPersonWhenTakingAnew() {
        TicketTypeId type = stock.ticketType(event, 100, 100, 4);
        OrderId order = OrderId.next();
        hold(order, soon(), line(type, 3));
        release(order);
        hold(OrderId.next(), soon(), line(type, 3));
        assertThat(confirm(order)).isFalse();
    }

    @Test
    void tellsTheListsWhenItTurnsSoldOutAndBack() {
        TicketTypeId type = stock.ticketType(event, 3, 100, null);
        OrderId order = OrderId.next();
        hold(order, soon(), line(type, 2));
        assertThat(stock.soldOut).isEmpty();
        hold(OrderId.next(), soon(), line(type, 1));
        assertThat(stock.soldOut).containsExactly(true);
        release(order);
        assertThat(stock.soldOut).containsExactly(true, false);
    }

    @Test
    void neverDeadlocksOverTypesInAnyOrder() {
        TicketTypeId one = stock.ticketType(event, 500, 100, 500);
        TicketTypeId other = stock.ticketType(event, 500, 0, 500);
        List<ClaimOutcome> outcomes = Flux.range(0, 200)
                .flatMap(
                        i -> i % 2 == 0
                                ? stock.claim(event, person, line(one, 1), line(other, 1))
                                : stock.claim(event, person, line(other, 1), line(one, 1)),
                        20)
                .collectList()
                .block();
        assertThat(outcomes).hasSize(200).allMatch(Claimed.class::isInstance);
    }

    private ClaimOutcome claim(Line... lines) {
        return present(stock.claim(event, person, lines));
    }

    private ClaimOutcome hold(OrderId order, Instant until, Line... lines) {
        return present(stock.claim(order, event, person, until, lines));
    }

    private boolean confirm(OrderId order) {
        return present(stock.confirmed(order));
    }

    private void release(OrderId order) {
        stock.inventory.release(order).as(stock.transactions::transactional).block();
    }

    private void giveBack(OrderId order) {
        stock.inventory.giveBack(order).as(stock.transactions::transactional).block();
    }

    private String counters(TicketTypeId type) {
        return present(stock.database
                .sql("select sold || '/' || held as counters from ticket_type where id = :id")
                .bind("id", type.value())
                .map(row -> String.valueOf(row.get("counters", String.class)))
                .one());
    }

    private static Line line(TicketTypeId type, int quantity) {
        return new Line(type, quantity);
    }

    private static Instant soon() {
        return Instant.now().plus(Duration.ofMinutes(15));
    }

    private static <T> T present(Mono<T> answer) {
        T value = answer.block();
        if (value == null) {
            throw new AssertionError("no answer");
        }
        return value;
    }
}
