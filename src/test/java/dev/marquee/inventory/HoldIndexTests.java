package dev.marquee.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.shared.EventId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How PostgreSQL finds a hold where most ticket types have hardly any: the statistics of before a rush. */
class HoldIndexTests {

    private static final String CHECK = """
            explain (costs off) select from only hold
            where order_id = (select id from picked) and ticket_type_id = (select type from picked) for key share
            """;

    private final Stockroom stock = new Stockroom();

    @BeforeEach
    void sellOneTicketOfEachOfManyTypes() {
        EventId event = stock.event(3_000);
        stock.run("""
                insert into ticket_type (id, event_id, name, price, currency, quantity, max_per_order, position)
                select gen_random_uuid(), '%s', 'Entry ' || n, 0, 'CHF', 1, 1, n from generate_series(1, 3000) n
                """.formatted(event.value()));
        stock.run("""
                insert into hold (order_id, ticket_type_id, event_id, person_id, quantity, state)
                select gen_random_uuid(), id, event_id, gen_random_uuid(), 1, 'SOLD' from ticket_type
                """);
        stock.run("create table picked as select order_id as id, ticket_type_id as type from hold limit 1");
        stock.run("analyze hold");
    }

    @AfterEach
    void close() {
        stock.close();
    }

    /** As an order line is checked; a look by the type alone reads all that a rush has sold of it, once for each. */
    @Test
    void neverReadsAllHoldsOfATypeForOne() {
        assertThat(stock.database
                        .sql(CHECK)
                        .map(row -> String.valueOf(row.get(0, String.class)))
                        .all()
                        .collectList()
                        .block())
                .anyMatch(line -> line.matches(".*Index Cond: .*order_id.*ticket_type_id.*")
                        || line.matches(".*Index Cond: .*ticket_type_id.*order_id.*"))
                .noneMatch(line -> line.contains("Filter:"));
    }
}
