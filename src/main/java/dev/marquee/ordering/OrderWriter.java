package dev.marquee.ordering;

import dev.marquee.inventory.Claim;
import dev.marquee.inventory.ClaimOutcome.Claimed;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes the order of a claim that succeeded, within the same transaction; a free one is paid at once. */
@Component
class OrderWriter {

    private static final int CODES_TO_TRY = 5;

    private final OrderStore store;
    private final PaidSteps steps;
    private final OrderingSettings settings;
    private final RandomGenerator random = new SecureRandom();

    OrderWriter(OrderStore store, PaidSteps steps, OrderingSettings settings) {
        this.store = store;
        this.steps = steps;
        this.settings = settings;
    }

    Mono<Order> write(Claim claim, Claimed claimed, Basket basket) {
        return insert(order(claim, claimed, basket), CODES_TO_TRY)
                .flatMap(order -> claimed.sold() ? steps.run(order).thenReturn(order) : Mono.just(order));
    }

    private Order order(Claim claim, Claimed claimed, Basket basket) {
        return new Order(
                claim.order(),
                claim.event(),
                claim.person(),
                ConfirmationCode.next(random),
                claimed.sold() ? OrderStatus.PAID : OrderStatus.PENDING,
                claimed.lines().stream().map(basket::priced).toList(),
                claimed.total(),
                claimed.total().share(settings.feeBasisPoints()),
                basket.buyer().displayName(),
                basket.buyer().email(),
                claimed.sold() ? null : claim.holdUntil(),
                1,
                claim.now(),
                claimed.sold() ? claim.now() : null);
    }

    private Mono<Order> insert(Order order, int tries) {
        return store.insert(order).flatMap(fresh -> {
            if (fresh) {
                return Mono.just(order);
            }
            return tries == 1
                    ? Mono.error(new IllegalStateException("no free confirmation code was found"))
                    : insert(order.withCode(ConfirmationCode.next(random)), tries - 1);
        });
    }
}
