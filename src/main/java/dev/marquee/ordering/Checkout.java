package dev.marquee.ordering;

import dev.marquee.identity.Caller;
import dev.marquee.identity.EventPermission;
import dev.marquee.identity.Teams;
import dev.marquee.inventory.Claim;
import dev.marquee.inventory.ClaimOutcome;
import dev.marquee.inventory.ClaimOutcome.Claimed;
import dev.marquee.inventory.ClaimOutcome.NoSuchTicketType;
import dev.marquee.inventory.Inventory;
import dev.marquee.ordering.OrderResult.EventNotOnSale;
import dev.marquee.ordering.OrderResult.LimitExceeded;
import dev.marquee.ordering.OrderResult.LimitScope;
import dev.marquee.ordering.OrderResult.PaymentRefused;
import dev.marquee.ordering.OrderResult.PaymentUnavailable;
import dev.marquee.ordering.OrderResult.PlaceOrderSuccess;
import dev.marquee.ordering.OrderResult.SalesClosed;
import dev.marquee.ordering.OrderResult.SoldOut;
import dev.marquee.platform.Idempotency;
import dev.marquee.platform.IdempotencyConflict;
import dev.marquee.platform.Refusal;
import dev.marquee.shared.OrderId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Sells: takes the tickets and writes the order in one transaction, then opens the payment outside of it. */
@Service
class Checkout {

    private final Inventory inventory;
    private final OrderWriter writer;
    private final OrderQueries orders;
    private final ExpiredOrders expired;
    private final PaymentDesk payments;
    private final OrderClosing closing;
    private final Idempotency idempotency;
    private final Teams teams;
    private final OrderingSettings settings;
    private final Clock clock;

    Checkout(
            Inventory inventory,
            OrderWriter writer,
            OrderQueries orders,
            ExpiredOrders expired,
            PaymentDesk payments,
            OrderClosing closing,
            Idempotency idempotency,
            Teams teams,
            OrderingSettings settings,
            Clock clock) {
        this.inventory = inventory;
        this.writer = writer;
        this.orders = orders;
        this.expired = expired;
        this.payments = payments;
        this.closing = closing;
        this.idempotency = idempotency;
        this.teams = teams;
        this.settings = settings;
        this.clock = clock;
    }

    /** What the transaction came to. */
    private sealed interface Attempt {

        /** There is an order, new or from before. */
        record Placed(Order order) implements Attempt {}

        /** Nothing was written; {@code wanted} is what holds that have ended may have. */
        record Refused(Refusal refusal, @Nullable Wanted wanted) implements Attempt {}
    }

    /** A {@link PlaceOrderSuccess} or a refusal. */
    Mono<Object> place(OrderInput.Place input, Caller buyer) {
        return Mono.fromCallable(() -> Basket.of(input, buyer))
                .flatMap(basket -> attempt(basket, input).flatMap(first -> again(first, basket, input)))
                .flatMap(this::answer);
    }

    private Mono<Attempt> attempt(Basket basket, OrderInput.Place input) {
        return idempotency.once(
                basket.buyer().id(),
                input.idempotencyKey(),
                new OrderInput.Payload("placeOrder", input),
                Mono.defer(() -> take(basket)),
                Checkout::subject,
                id -> orders.byId(OrderId.of(id)).map(Attempt.Placed::new),
                new Attempt.Refused(new IdempotencyConflict(), null));
    }

    /** Tickets in holds that have ended count as free: closes those and tries again as long as any could be closed. */
    private Mono<Attempt> again(Attempt last, Basket basket, OrderInput.Place input) {
        return last instanceof Attempt.Refused(Refusal ignored, Wanted wanted) && wanted != null
                ? expired.close(wanted)
                        .flatMap(closed -> attempt(basket, input)
                                .flatMap(next -> closed > 0 ? again(next, basket, input) : Mono.just(next)))
                : Mono.just(last);
    }

    private Mono<Attempt> take(Basket basket) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Claim claim = new Claim(
                OrderId.next(),
                basket.event(),
                basket.buyer().id(),
                basket.lines(),
                now,
                now.plus(settings.hold()),
                false);
        return inventory
                .claim(claim)
                .flatMap(outcome ->
                        outcome instanceof NoSuchTicketType ? claimAsTeam(claim, basket, outcome) : Mono.just(outcome))
                .flatMap(outcome -> write(outcome, claim, basket));
    }

    private Mono<ClaimOutcome> claimAsTeam(Claim claim, Basket basket, ClaimOutcome outcome) {
        return teams.allows(basket.buyer(), basket.event(), EventPermission.VIEW)
                .flatMap(member -> member ? inventory.claim(claim.withHidden()) : Mono.just(outcome));
    }

    private Mono<Attempt> write(ClaimOutcome outcome, Claim claim, Basket basket) {
        return switch (outcome) {
            case Claimed claimed -> writer.write(claim, claimed, basket).map(Attempt.Placed::new);
            case NoSuchTicketType unknown -> Mono.error(basket.unknown(unknown.ticketType()));
            default -> Mono.just(new Attempt.Refused(refusal(outcome), wanted(outcome, basket)));
        };
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

    private Mono<Object> answer(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Refused refused -> Mono.just(refused.refusal());
            case Attempt.Placed placed -> withPayment(placed.order());
        };
    }

    private Mono<Object> withPayment(Order order) {
        return order.payable(clock.instant())
                ? payments.open(order).flatMap(opening -> switch (opening) {
                    case OPEN -> Mono.just(new PlaceOrderSuccess(order));
                    case UNREACHABLE -> Mono.just(new PaymentUnavailable(order));
                    case REFUSED -> closing.cancel(order.id()).map(PaymentRefused::new);
                })
                : Mono.just(new PlaceOrderSuccess(order));
    }

    private static @Nullable String subject(Attempt attempt) {
        return attempt instanceof Attempt.Placed placed ? placed.order().id().toString() : null;
    }

    private static Refusal refusal(ClaimOutcome outcome) {
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
