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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void judgesClaimsTogetherAsOneByOne(@ForAll("steps") List<Step> steps) {
        Scene together = new Scene();
        Scene apart = new Scene();
        List<String> atOnce = together.verdicts(Objects.requireNonNull(stock.inventory
                .claim(steps.stream().map(together::asked).toList())
                .as(stock.transactions::transactional)
                .block()));
        List<String> oneByOne = apart.verdicts(Objects.requireNonNull(Flux.fromIterable(steps)
                .concatMap(step ->
                        stock.inventory.claim(List.of(apart.asked(step))).as(stock.transactions::transactional))
                .concatMapIterable(Function.identity())
                .collectList()
                .block()));
        assertThat(atOnce).isEqualTo(oneByOne);
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
                case CONFIRM -> stock.confirmed(order);
                case RELEASE -> done(stock.inventory.release(order));
                case GIVE_BACK -> done(stock.inventory.giveBack(order));
            };
        }

        /** An order claims once only, as the checkout does; later claims of its place are of new orders. */
        private Mono<Boolean> claim(Step step) {
            Claim claim = asked(step);
            orders.set(step.order(), claim.order());
            return stock.inventory
                    .claim(List.of(claim))
                    .as(stock.transactions::transactional)
                    .map(outcomes -> outcomes.getFirst() instanceof Claimed);
        }

        private Claim asked(Step step) {
            Line first = new Line(step.free() ? free : paid, step.first());
            Line second = new Line(step.free() ? paid : free, step.second());
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            return new Claim(
                    OrderId.next(),
                    event,
                    persons.get(step.order() % 2),
                    step.second() == 0 ? List.of(first) : List.of(first, second),
                    now,
                    now.plusSeconds(60),
                    false);
        }

        /** What claims came to, without the ids of this scene. */
        private List<String> verdicts(List<ClaimOutcome> outcomes) {
            return outcomes.stream()
                    .map(outcome ->
                            outcome.toString().replace(paid.toString(), "paid").replace(free.toString(), "free"))
                    .toList();
        }

        private static Mono<Boolean> done(Mono<Void> change) {
            return change.as(stock.transactions::transactional).thenReturn(true);
        }
    }
}
