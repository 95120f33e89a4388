package dev.marquee.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.inventory.Claim.Line;
import dev.marquee.inventory.ClaimOutcome.Claimed;
import dev.marquee.shared.EventId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class OversellingTests {

    private static final int TICKETS = 10;
    private static final int BUYERS = 60;

    private Stockroom stock;
    private EventId event;
    private PersonId person;
    private TicketTypeId type;

    @BeforeEach
    void fewTickets() {
        stock = new Stockroom();
        event = stock.event(1000);
        person = stock.person();
        type = stock.ticketType(event, TICKETS, 100, null);
    }

    @AfterEach
    void close() {
        stock.close();
    }

    @Test
    void sellsExactlyWhatThereIs() {
        assertThat(rush(claim())).isEqualTo(TICKETS);
        assertThat(ConsistencyCheck.stock(stock.database)).isEmpty();
    }

    @Test
    void needsNoConstraintToSellExactlyWhatThereIs() {
        dropConstraints();
        assertThat(rush(claim())).isEqualTo(TICKETS);
    }

    /** The negative control: a claim that reads first and writes then sells too many, so the rush is a real one. */
    @Test
    void oversellsWithoutAnyGuard() {
        dropConstraints();
        assertThat(rush(naiveClaim())).isGreaterThan(TICKETS);
        assertThat(ConsistencyCheck.stock(stock.database)).anyMatch(fault -> fault.endsWith("is oversold"));
    }

    @Test
    void isStoppedByTheConstraintWhenTheCodeIsWrong() {
        assertThat(rush(naiveClaim().onErrorReturn(DataIntegrityViolationException.class, false)))
                .isLessThanOrEqualTo(TICKETS);
        assertThat(ConsistencyCheck.stock(stock.database)).noneMatch(fault -> fault.endsWith("is oversold"));
    }

    private long rush(Mono<Boolean> claim) {
        Long sold = Flux.range(0, BUYERS)
                .flatMap(i -> claim, 20)
                .filter(taken -> taken)
                .count()
                .block();
        return sold == null ? 0 : sold;
    }

    private Mono<Boolean> claim() {
        return Mono.defer(() -> stock.claim(event, person, new Line(type, 1))).map(Claimed.class::isInstance);
    }

    private Mono<Boolean> naiveClaim() {
        return stock.database
                .sql("select quantity - sold - held > 0 as enough, pg_sleep(0.02) from ticket_type where id = :id")
                .bind("id", type.value())
                .map(row -> Boolean.TRUE.equals(row.get("enough", Boolean.class)))
                .one()
                .flatMap(enough -> enough ? take() : Mono.just(false))
                .as(stock.transactions::transactional);
    }

    private Mono<Boolean> take() {
        return stock.database
                .sql("update ticket_type set held = held + 1 where id = :id")
                .bind("id", type.value())
                .then()
                .thenReturn(true);
    }

    private void dropConstraints() {
        stock.run("alter table ticket_type drop constraint ticket_type_never_oversold");
        stock.run("alter table event_stock drop constraint event_stock_never_oversold");
    }
}
