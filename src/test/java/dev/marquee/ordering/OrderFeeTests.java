package dev.marquee.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.catalog.EventDesk;
import dev.marquee.dev.Api;
import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.BoxOffice.Sale;
import dev.marquee.dev.PlanDesk;
import dev.marquee.dev.SeededPlan;
import dev.marquee.dev.TestTokens;
import dev.marquee.shared.OrderId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the platform keeps of an order: the fee of the event's plan at the moment of the order. */
@OrderingTest
class OrderFeeTests {

    @Autowired
    private Api api;

    @Autowired
    private BoxOffice shop;

    @ParameterizedTest
    @CsvSource({"BASIC, 250", "STANDARD, 175", "PROFESSIONAL, 125", "ENTERPRISE, 95"})
    void isThatOfThePlan(SeededPlan plan, long fee) {
        assertThat(feeOf(order(sale(plan.id().toString(), 5000)))).isEqualTo(fee);
    }

    @Test
    void isThatOfTheMomentOfTheOrder() {
        PlanDesk plans = new PlanDesk(api.as(TestTokens.admin().signed()));
        String plan = plans.plan("feeBasisPoints", 1000);
        Sale sale = sale(plan, 5000);
        OrderId before = order(sale);
        plans.call("update", Map.of("planId", plan, "feeBasisPoints", 200));

        assertThat(feeOf(order(sale))).isEqualTo(100);
        assertThat(feeOf(before)).isEqualTo(500);
    }

    @Test
    void isNothingOfAFreeOrder() {
        assertThat(feeOf(order(sale(SeededPlan.BASIC.id().toString(), 0)))).isZero();
    }

    private Sale sale(String plan, long price) {
        EventDesk desk = new EventDesk(api.as(TestTokens.organizer().signed()));
        Map<String, Object> input = EventDesk.input("Fee " + UUID.randomUUID());
        input.put("planId", plan);
        String event = desk.draft(input);
        String type = desk.ticketType(event, price, 50);
        desk.succeed("publish", Map.of("eventId", event));
        return new Sale(event, type);
    }

    private OrderId order(Sale sale) {
        return OrderId.of(shop.placed(TestTokens.user().signed(), BoxOffice.order(sale, 1)));
    }

    private long feeOf(OrderId order) {
        Long fee = shop.database()
                .sql("select application_fee from orders where id = :id")
                .bind("id", order.value())
                .mapValue(Long.class)
                .one()
                .block();
        return fee == null ? -1 : fee;
    }
}
