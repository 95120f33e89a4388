package dev.marquee.ordering;

import dev.marquee.inventory.Claim;
import dev.marquee.inventory.ClaimOutcome;
import dev.marquee.inventory.ClaimOutcome.Claimed;
import dev.marquee.inventory.ClaimOutcome.NoSuchTicketType;
import dev.marquee.inventory.Inventory;
import dev.marquee.ordering.OrderResult.EventNotOnSale;
import dev.marquee.ordering.OrderResult.IdempotencyConflict;
import dev.marquee.ordering.OrderResult.LimitExceeded;
import dev.marquee.ordering.OrderResult.LimitScope;
import dev.marquee.ordering.OrderResult.SalesClosed;
import dev.marquee.ordering.OrderResult.SoldOut;
import dev.marquee.ordering.Purchase.Attempt;
import dev.marquee.platform.database.Writes;
import dev.marquee.platform.idempotency.Idempotency;
import dev.marquee.platform.lanes.LaneSettings;
import dev.marquee.platform.lanes.Lanes;
import dev.marquee.shared.OrderId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Takes the tickets and writes the orders of those who buy at the same time, in one transaction. */
@Service
class Till {

    /** Sells once more, with other confirmation codes, when one of them was taken. */
    private static final Retry TAKEN_CODE =
            Retry.max(4).filter(OrderStore::isTakenCode).onRetryExhaustedThrow((retry, last) -> last.failure());

    private final Inventory inventory;
    private final OrderWriter writer;
    private final Writes writes;
    private final Idempotency idempotency;
    private final OrderingSettings settings;
    private final Clock clock;
    private final Idempotency.Rules<Attempt> once;
    private final Lanes<Purchase, Attempt> lanes;

    Till(
            Inventory inventory,
            OrderWriter writer,
            Writes writes,
            OrderQueries orders,
            Idempotency idempotency,
            OrderingSettings settings,
            LaneSettings lanes,
            MeterRegistry meters,
            Clock clock) {
        this.inventory = inventory;
        this.writer = writer;
        this.writes = writes;
        this.idempotency = idempotency;
        this.settings = settings;
        this.clock = clock;
        this.once = new Idempotency.Rules<>(
                attempt -> attempt instanceof Attempt.Placed,
                id -> orders.byId(OrderId.of(id)).map(Attempt.Placed::new),
                new Attempt.Refused(new IdempotencyConflict(), null));
        this.lanes = new Lanes<>(lanes, purchase -> purchase.basket().event(), Purchase::identity, this::sell);
        meters.gauge("marquee.lanes.waiting", Tags.of("kind", "orders"), this.lanes, Lanes::waiting);
    }

    /** Sells, together with what others buy at the moment. */
    Mono<Attempt> buy(Purchase purchase) {
        return lanes.submit(purchase);
    }

    /** Lets the key of a purchase be used anew, since its order came to nothing. */
    Mono<Void> forget(Purchase purchase, Order order) {
        Idempotency.Use use = purchase.use();
        return idempotency.free(use.caller(), use.key(), order.id().toString());
    }

    private Mono<List<Attempt>> sell(List<Purchase> purchases) {
        return idempotency
                .onceEach(
                        purchases.stream().map(Purchase::use).toList(),
                        places -> writes.together(
                                take(places.stream().map(purchases::get).toList())),
                        once)
                .retryWhen(TAKEN_CODE);
    }

    private Mono<List<Attempt>> take(List<Purchase> purchases) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Claim> claims =
                purchases.stream().map(purchase -> claim(purchase, now)).toList();
        return inventory.claim(claims).flatMap(outcomes -> {
            List<OrderWriter.Sale> sales = new ArrayList<>();
            for (int i = 0; i < claims.size(); i++) {
                if (outcomes.get(i) instanceof Claimed claimed) {
                    sales.add(new OrderWriter.Sale(
                            claims.get(i), claimed, purchases.get(i).basket()));
                }
            }
            return writer.write(sales).map(orders -> attempts(purchases, outcomes, orders.iterator()));
        });
    }

    private Claim claim(Purchase purchase, Instant now) {
        Basket basket = purchase.basket();
        return new Claim(
                purchase.order(),
                basket.event(),
                basket.buyer().id(),
                basket.lines(),
                now,
                now.plus(settings.hold()),
                purchase.hiddenToo());
    }

    private static List<Attempt> attempts(
            List<Purchase> purchases, List<ClaimOutcome> outcomes, Iterator<Order> orders) {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < purchases.size(); i++) {
            attempts.add(
                    switch (outcomes.get(i)) {
                        case Claimed ignored -> new Attempt.Placed(orders.next());
                        case NoSuchTicketType unknown -> new Attempt.Unknown(unknown.ticketType());
                        case ClaimOutcome refused ->
                            new Attempt.Refused(
                                    refusal(refused),
                                    wanted(refused, purchases.get(i).basket()));
                    });
        }
        return attempts;
    }

    private static @Nullable Wanted wanted(ClaimOutcome outcome, Basket basket) {
        return outcome.holdsEnded()
                ? new Wanted(
                        basket.event(),
                        basket.types(),
                        outcome instanceof ClaimOutcome.OverPersonLimit
                                ? basket.buyer().id()
                                : null)
                : null;
    }

    private static OrderResult refusal(ClaimOutcome outcome) {
        return switch (outcome) {
            case ClaimOutcome.NotEnough out -> new SoldOut(out.ticketType(), out.remaining());
            case ClaimOutcome.Closed shut -> new SalesClosed(shut.ticketType(), shut.salesStart(), shut.salesEnd());
            case ClaimOutcome.OverOrderLimit over ->
                new LimitExceeded(over.ticketType(), LimitScope.ORDER, over.limit());
            case ClaimOutcome.OverPersonLimit over ->
                new LimitExceeded(over.ticketType(), LimitScope.PERSON, over.limit());
            case ClaimOutcome.NotOnSale ignored -> new EventNotOnSale();
            case Claimed ignored -> throw new IllegalStateException("a success is no refusal");
            case NoSuchTicketType ignored -> throw new IllegalStateException("an input error is no refusal");
        };
    }
}
