package dev.marquee.inventory;

import dev.marquee.inventory.ClaimOutcome.Claimed;
import dev.marquee.shared.OrderId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Runs the statements that move stock and tells the rest of the house what they changed. */
@Service
class StockInventory implements Inventory {

    private static final String ACTIVE = "ACTIVE";
    private static final String SOLD = "SOLD";
    private static final String RELEASED = "RELEASED";
    private static final String RETURNED = "RETURNED";

    private final ClaimStatement claims;
    private final HoldStatements holds;
    private final StockNews news;

    StockInventory(ClaimStatement claims, HoldStatements holds, StockNews news) {
        this.claims = claims;
        this.holds = holds;
        this.news = news;
    }

    @Override
    public Mono<ClaimOutcome> claim(Claim claim) {
        return claims.execute(claim)
                .flatMap(result -> result.outcome() instanceof Claimed
                        ? news.changed(claim.event(), result.ranOut()).thenReturn(result.outcome())
                        : Mono.just(result.outcome()));
    }

    @Override
    public Mono<Boolean> confirm(OrderId order) {
        return holds.sell(order)
                .flatMap(found -> switch (found.state()) {
                    case SOLD -> Mono.just(true);
                    case ACTIVE -> news.changed(found.event(), found.turned()).thenReturn(true);
                    case RELEASED -> takeAnew(order);
                    default -> Mono.just(false);
                })
                .defaultIfEmpty(false);
    }

    @Override
    public Mono<Boolean> waits(OrderId order) {
        return holds.waits(order);
    }

    @Override
    public Mono<Void> release(OrderId order) {
        return putBack(order, ACTIVE, RELEASED);
    }

    @Override
    public Mono<Void> giveBack(OrderId order) {
        return putBack(order, SOLD, RETURNED);
    }

    private Mono<Boolean> takeAnew(OrderId order) {
        return holds.takeAnew(order)
                .flatMap(found -> news.changed(found.event(), found.turned()).thenReturn(true));
    }

    private Mono<Void> putBack(OrderId order, String state, String after) {
        return holds.putBack(order, state, after)
                .filter(found -> found.state().equals(state))
                .flatMap(found -> news.changed(found.event(), found.turned()));
    }
}
