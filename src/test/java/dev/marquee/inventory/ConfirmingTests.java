package dev.marquee.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.inventory.Claim.Line;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds of many orders that become sold tickets in one go. */
class ConfirmingTests {

    @Test
    void confirmsThoseOfManyOrdersThatHaveTheirTickets() {
        try (Stockroom stock = new Stockroom()) {
            List<OrderId> orders = Stream.generate(OrderId::next).limit(6).toList();
            EventId here = stock.event(10);
            EventId there = stock.event(10);
            EventId off = stock.event(10);
            hold(stock, here, orders.get(0), 1);
            hold(stock, here, orders.get(1), 2);
            hold(stock, there, orders.get(2), 3);
            hold(stock, there, orders.get(3), 1);
            hold(stock, off, orders.get(4), 1);
            stock.run("update event set status = 'CANCELLED', cancellation_reason = 'Rain' where id = '" + off.value()
                    + "'");
            stock.inventory
                    .release(orders.get(3))
                    .as(stock.transactions::transactional)
                    .block();

            assertThat(stock.inventory
                            .confirm(orders)
                            .flatMapIterable(confirmed -> confirmed)
                            .as(stock.transactions::transactional)
                            .collectList()
                            .block())
                    .containsExactlyInAnyOrderElementsOf(orders.subList(0, 4));

            assertThat(counters(stock, here)).isEqualTo("3/0");
            assertThat(counters(stock, there)).isEqualTo("4/0");
            assertThat(counters(stock, off)).isEqualTo("0/1");
            assertThat(ConsistencyCheck.stock(stock.database)).isEmpty();
        }
    }

    private static void hold(Stockroom stock, EventId event, OrderId order, int quantity) {
        TicketTypeId type = stock.ticketType(event, 5, 1000, null);
        PersonId person = stock.person();
        Instant end = Instant.now().plusSeconds(60);
        stock.claim(order, event, person, end, new Line(type, quantity)).block();
    }

    private static String counters(Stockroom stock, EventId event) {
        return stock.database
                .sql("select sold || '/' || held from event_stock where event_id = :event")
                .bind("event", event.value())
                .mapValue(String.class)
                .one()
                .blockOptional()
                .orElseThrow();
    }
}
