package dev.marquee.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.MarqueeTest;
import dev.marquee.ordering.OrderChanged;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.OutboxId;
import dev.marquee.shared.PersonId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestConstructor;

/** What becomes of tickets whose order is refunded or whose event is cancelled. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RevocationTests {

    private final DatabaseClient database;
    private final Revocation revocation;

    RevocationTests(DatabaseClient database, Revocation revocation) {
        this.database = database;
        this.revocation = revocation;
    }

    @Test
    void revokesEachTicketOfARefundedOrder() {
        PersonId buyer = SoldEvent.person(database, UUID.randomUUID().toString());
        OrderId order = SoldEvent.create(database).issue(buyer, 2).getFirst().orderId();

        revocation.handle(OutboxId.next(), new OrderChanged(order)).block();

        assertThat(reasons(order)).containsExactly("The order was refunded.", "The order was refunded.");
    }

    private List<String> reasons(OrderId order) {
        return Objects.requireNonNull(
                database.sql("select revocation_reason from ticket where order_id = :order and status = 'REVOKED'")
                        .bind("order", order.value())
                        .mapValue(String.class)
                        .all()
                        .collectList()
                        .block());
    }
}
