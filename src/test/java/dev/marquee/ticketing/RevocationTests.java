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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestConstructor;

/** What becomes of tickets whose order is refunded or whose event is cancelled. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RevocationTests {

    private final DatabaseClient database;
    private final List<Revocation> revocations;

    RevocationTests(DatabaseClient database, List<Revocation> revocations) {
        this.database = database;
        this.revocations = revocations;
    }

    @ParameterizedTest
    @CsvSource({
        "ordering.order-refunded, The order was refunded.",
        "ordering.event-called-off, The event was cancelled."
    })
    void revokesEachTicketOfTheOrderForAReason(String topic, String reason) {
        PersonId buyer = SoldEvent.person(database, UUID.randomUUID().toString());
        OrderId order = SoldEvent.create(database).issue(buyer, 2).getFirst().orderId();

        List<Revocation> ofTopic = revocations.stream()
                .filter(revocation -> revocation.topic().equals(topic))
                .toList();
        assertThat(ofTopic).hasSize(1);
        ofTopic.getFirst().handle(OutboxId.next(), new OrderChanged(order)).block();

        assertThat(reasons(order)).containsExactly(reason, reason);
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
