package dev.marquee.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.OrderId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@OrderingTest
class OrderStoreTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private BoxOffice shop;

    @Autowired
    private OrderQueries orders;

    @Autowired
    private OrderStore store;

    @Test
    void refusesAConfirmationCodeThatIsTaken() {
        String buyer = TestTokens.user().signed();
        Order placed = order(shop.placed(buyer, BoxOffice.order(shop.sale(10, 0, 10), 1)));
        Order sameCode = withoutLines(placed, placed.confirmationCode());
        Order another = withoutLines(placed, "2345-ABCD");

        assertThatThrownBy(() -> store.insert(List.of(sameCode, another)).block(PATIENCE))
                .matches(OrderStore::isTakenCode);
        assertThat(orders.byId(another.id()).blockOptional(PATIENCE)).isEmpty();
    }

    private Order order(String id) {
        return Objects.requireNonNull(orders.byId(OrderId.of(id)).block(PATIENCE));
    }

    private static Order withoutLines(Order like, String code) {
        return new Order(
                OrderId.next(),
                like.eventId(),
                like.buyerId(),
                code,
                like.status(),
                List.of(),
                like.total(),
                like.applicationFee(),
                like.buyerName(),
                like.buyerEmail(),
                like.holdExpiresAt(),
                like.revision(),
                like.createdAt(),
                like.paidAt());
    }
}
