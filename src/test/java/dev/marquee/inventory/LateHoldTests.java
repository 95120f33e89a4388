package dev.marquee.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.inventory.Claim.Line;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What is committed after the stocks were locked is not sold, since its stock may be none of these. */
class LateHoldTests {

    private final Stockroom stock = new Stockroom();

    @AfterEach
    void close() {
        stock.close();
    }

    @Test
    void sellsNothingThatWasClaimedAfterTheLock() {
        EventId event = stock.event(5);
        TicketTypeId type = stock.ticketType(event, 5, 1000, null);
        PersonId person = stock.person();
        OrderId order = OrderId.next();
        StockLock early = new StockLock(stock.database) {
            @Override
            Mono<List<EventId>> ofOrders(Collection<OrderId> orders) {
                Instant end = Instant.now().plus(Duration.ofMinutes(15));
                return super.ofOrders(orders)
                        .delayUntil(locked ->
                                Mono.fromFuture(stock.claim(order, event, person, end, new Line(type, 1))::toFuture));
            }
        };
        HoldStatements holds = new HoldStatements(stock.database, early, Clock.systemUTC());

        assertThat(holds.sell(List.of(order))
                        .as(stock.transactions::transactional)
                        .block())
                .isEmpty();
        assertThat(stock.confirmed(order).block()).isTrue();
    }
}
