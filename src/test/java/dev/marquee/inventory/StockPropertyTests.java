package dev.marquee.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.ConsistencyCheck;
import dev.marquee.inventory.Claim.Line;
import dev.marquee.inventory.ClaimOutcome.Claimed;
import dev.marquee.shared.EventId;
import dev.marquee.shared.OrderId;
import dev.marquee.shared.PersonId;
import dev.marquee.shared.TicketTypeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class StockPropertyTests {

    private static final Stockroom stock = new Stockroom();

    @AfterContainer
    static void close() {
        stock.close();
    }

    enum Kind {
        CLAIM,
        CONFIRM,
        RELEASE,
        GIVE_BACK
    }

    /** One thing that happens; {@code order} picks one of the orders so far. */
    record Step(Kind kind, int order, boolean free, int first, int second) {}

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void countersAgreeWithHoldsWhateverHappensOneByOne(@ForAll("steps") List<Step> steps) {
        Scene scene = new Scene();
        Flux.fromIterable(steps).concatMap(scene::play).blockLast();
        assertThat(ConsistencyCheck.stock(stock.database)).isEmpty();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void countersAgreeWithHoldsWhateverHappensAtOnce(@ForAll("steps") List<Step> steps) {
        Scene scene = new Scene();
        Flux.fromIterable(steps).flatMap(scene::play, 8).blockLast();
        assertThat(ConsistencyCheck.stock(stock.database)).isEmpty();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.values()),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 3))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    /** An event with a paid, limited type and a free one, two buyers, and eight orders that the steps share. */
    private static final class Scene {

        private final EventId event = stock.event(12);
        private final TicketTypeId paid = stock.ticketType(event, 8, 1000, 5);
        private final TicketTypeId free = stock.ticketType(event, 8, 0, null);
        private final List<PersonId> persons = List.of(stock.person(), stock.person());
        private final List<OrderId> orders = new ArrayList<>();

        Scene() {
            for (int i = 0; i < 8; i++) {
                orders.add(OrderId.next());
            }
        }

        Mono<Boolean> play(Step step) {
            OrderId order = orders.get(step.order());
            return switch (step.kind()) {
                case CLAIM -> claim(step);
                case CONFIRM -> stock.inventory.confirm(order).as(stock.transactions::transactional);
                case RELEASE -> done(stock.inventory.release(order));
                case GIVE_BACK -> done(stock.inventory.giveBack(order));
            };
        }

        /** An order claims once only, as the checkout does; later claims of its place are of new orders. */
        private Mono<Boolean> claim(Step step) {
            OrderId order = OrderId.next();
            orders.set(step.order(), order);
            PersonId person = persons.get(step.order() % 2);
            Line first = new Line(step.free() ? free : paid, step.first());
            Line second = new Line(step.free() ? paid : free, step.second());
            Line[] lines = step.second() == 0 ? new Line[] {first} : new Line[] {first, second};
            return stock.claim(order, event, person, Instant.now().plusSeconds(60), lines)
                    .map(Claimed.class::isInstance);
        }

        private static Mono<Boolean> done(Mono<Void> change) {
            return change.as(stock.transactions::transactional).thenReturn(true);
        }
    }
}
