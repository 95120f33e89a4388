package dev.marquee.inventory;

import dev.marquee.inventory.HoldStatements.Found;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs the statements that move stock and tells the rest of the house what they changed. */
@Service
class StockInventory implements Inventory {

    private static final String ACTIVE = "ACTIVE";
    private static final String SOLD = "SOLD";
    private static final String RELEASED = "RELEASED";
    private static final String RETURNED = "RETURNED";

    private final StockLock lock;
    private final ClaimStatements statements;
    private final HoldStatements holds;
    private final StockNews news;

    StockInventory(StockLock lock, ClaimStatements statements, HoldStatements holds, StockNews news) {
        this.lock = lock;
        this.statements = statements;
        this.holds = holds;
        this.news = news;
    }

    @Override
    public Mono<List<ClaimOutcome>> claim(List<Claim> claims) {
        return lock.of(claims.stream().map(Claim::event).collect(Collectors.toSet()))
                .then(Mono.defer(() -> statements.shelf(claims)))
                .flatMap(shelf -> {
                    List<ClaimOutcome> outcomes =
                            claims.stream().map(shelf::judge).toList();
                    return grant(Grants.of(claims, outcomes), shelf).then(noteEndedHolds(claims, outcomes));
                });
    }

    private Mono<Void> grant(Grants grants, Shelf shelf) {
        return grants.isEmpty()
                ? Mono.empty()
                : statements.write(grants, shelf).then(Mono.defer(() -> news.changed(shelf.turned(grants))));
    }

    private Mono<List<ClaimOutcome>> noteEndedHolds(List<Claim> claims, List<ClaimOutcome> outcomes) {
        Set<EventId> shortEvents = IntStream.range(0, claims.size())
                .filter(place -> outcomes.get(place).isShort())
                .mapToObj(place -> claims.get(place).event())
                .collect(Collectors.toSet());
        return shortEvents.isEmpty()
                ? Mono.just(outcomes)
                : statements
                        .withEndedHolds(shortEvents, claims.getFirst().now())
                        .map(ended -> IntStream.range(0, claims.size())
                                .mapToObj(place ->
                                        ended.contains(claims.get(place).event())
                                                ? outcomes.get(place).withHoldsEnded()
                                                : outcomes.get(place))
                                .toList());
    }

    @Override
    public Mono<Set<OrderId>> confirm(Collection<OrderId> orders) {
        return holds.sell(orders)
                .flatMap(found -> tellSold(found)
                        .thenMany(Flux.fromIterable(found).concatMap(this::confirmed))
                        .collect(Collectors.toSet()));
    }

    private Mono<Void> tellSold(List<Found> found) {
        Map<EventId, Boolean> turned = found.stream()
                .filter(one -> one.state().equals(ACTIVE))
                .collect(Collectors.toMap(Found::event, Found::turned, Boolean::logicalOr));
        return news.changed(turned);
    }

    private Mono<OrderId> confirmed(Found found) {
        return switch (found.state()) {
            case SOLD, ACTIVE -> Mono.just(found.order());
            case RELEASED -> takeAnew(found.order());
            default -> Mono.empty();
        };
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

    private Mono<OrderId> takeAnew(OrderId order) {
        return holds.takeAnew(order)
                .flatMap(found -> news.changed(found.event(), found.turned()).thenReturn(order));
    }

    private Mono<Void> putBack(OrderId order, String state, String after) {
        return holds.putBack(order, state, after)
                .filter(found -> found.state().equals(state))
                .flatMap(found -> news.changed(found.event(), found.turned()));
    }
}
