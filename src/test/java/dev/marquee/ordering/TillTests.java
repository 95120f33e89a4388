package dev.marquee.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.dev.BoxOffice;
import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.dev.Statements;
import dev.marquee.dev.TestTokens;
import dev.marquee.identity.Caller;
import dev.marquee.identity.Role;
import dev.marquee.identity.Scope;
import dev.marquee.identity.SignIn;
import dev.marquee.inventory.Inventory;
import dev.marquee.ordering.Purchase.Attempt;
import dev.marquee.plans.EventPlans;
import dev.marquee.platform.database.Writes;
import dev.marquee.platform.idempotency.Idempotency;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.shared.OrderId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

@OrderingTest
class TillTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private BoxOffice shop;

    @Autowired
    private Statements statements;

    @Autowired
    private Inventory inventory;

    @Autowired
    private OrderStore store;

    @Autowired
    private OrderQueries orders;

    @Autowired
    private PaidSteps steps;

    @Autowired
    private EventPlans plans;

    @Autowired
    private Idempotency idempotency;

    @Autowired
    private Writes writes;

    @Autowired
    private OrderingSettings settings;

    private final Deque<String> drawn = new ArrayDeque<>();

    @Test
    void writesAFreeOrderWithItsTicketsAsOneStatement() {
        BoxOffice.Sale sale = limited();
        String buyer = TestTokens.user().signed();

        List<String> written = statements.fewestOver(
                "hold|orders|order_line|ticket", () -> shop.placed(buyer, BoxOffice.order(sale, 1)));

        assertThat(written)
                .filteredOn(sql -> sql.contains("insert into"))
                .singleElement()
                .asString()
                .contains("into hold", "into orders", "into order_line", "into ticket ")
                .contains("into person_allowance", "into outbox");
    }

    @Test
    void drawsOtherConfirmationCodesIfOneIsTaken() {
        Order before = placed(shop.sale(10, 0, 10));
        drawn.addAll(List.of(before.confirmationCode(), "2345-ABCD", "2345-ABCE"));

        Attempt attempt = till().buy(twoMore(before)).block(PATIENCE);

        assertThat(attempt).isInstanceOf(Attempt.Placed.class);
        assertThat(drawn).containsExactly("2345-ABCE");
        assertConsistent();
    }

    @Test
    void drawsOtherConfirmationCodesIfTwoOfABatchAreTheSame() {
        Order before = placed(shop.sale(100, 0, 100));
        drawn.addAll(List.of("2345-ABCF", "2345-ABCG", "2345-ABCG", "2345-ABCH", "2345-ABCJ"));
        Till till = till();

        List<Attempt> attempts = Flux.merge(
                        till.buy(twoMore(before)), till.buy(twoMore(before)), till.buy(twoMore(before)))
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();

        assertThat(attempts).hasSize(3).hasOnlyElementsOfType(Attempt.Placed.class);
        assertThat(drawn).isEmpty();
        assertConsistent();
    }

    @Test
    void sellsNothingIfNoCodeIsFree() {
        Order before = placed(shop.sale(10, 0, 10));
        for (int i = 0; i < 20; i++) {
            drawn.add(before.confirmationCode());
        }
        Purchase purchase = twoMore(before);

        assertThatThrownBy(() -> till().buy(purchase).block(PATIENCE)).matches(OrderStore::isTakenCode);

        assertThat(drawn).hasSize(15);
        assertThat(orders.byId(purchase.order()).blockOptional(PATIENCE)).isEmpty();
        assertConsistent();
        drawn.clear();
        drawn.add("2345-ABCK");
        assertThat(till().buy(purchase).block(PATIENCE)).isInstanceOf(Attempt.Placed.class);
    }

    /** A sale of a type that a person may have four of. */
    private BoxOffice.Sale limited() {
        String event = shop.draft(10);
        String type = shop.ticketType(event, Map.of("price", 0, "quantity", 10, "maxPerPerson", 4));
        shop.publish(event);
        return new BoxOffice.Sale(event, type);
    }

    private Till till() {
        ConfirmationCodes codes = new ConfirmationCodes() {
            @Override
            String next() {
                return drawn.removeFirst();
            }
        };
        return new Till(
                inventory,
                new OrderWriter(store, steps, plans, codes),
                writes,
                orders,
                idempotency,
                settings,
                new LaneSettings(1, 64, 64),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    private Order placed(BoxOffice.Sale sale) {
        String id = shop.placed(TestTokens.user().signed(), BoxOffice.order(sale, 1));
        return Objects.requireNonNull(orders.byId(OrderId.of(id)).block(PATIENCE));
    }

    /** Two more tickets for the same buyer. */
    private static Purchase twoMore(Order order) {
        var input = new OrderInput.Place(
                order.eventId(),
                List.of(new OrderInput.Line(order.lines().getFirst().ticketTypeId(), 2)),
                null,
                UUID.randomUUID().toString());
        var buyer = new Caller(
                order.buyerId(),
                order.buyerId().toString(),
                Role.USER,
                order.buyerEmail(),
                true,
                order.buyerName(),
                Instant.MAX,
                EnumSet.allOf(Scope.class),
                new SignIn(null, "token"));
        return new Purchase(OrderId.next(), Basket.of(input, buyer), input, false);
    }

    private void assertConsistent() {
        assertThat(ConsistencyCheck.stock(shop.database())).isEmpty();
        assertThat(ConsistencyCheck.tickets(shop.database())).isEmpty();
    }
}
